package io.evergrant.usecase.staged;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.staged.DiscoveryEnding;
import io.evergrant.domain.staged.DiscoveryEnding.Difference;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.usecase.port.Discovery.Discovered;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a registration and the provider's metadata do not say the same. Pure. */
final class CompareMetadata {
  /** What every authorization request of ours says (RFC 7636 section 4.2). */
  private static final String CHALLENGE = "S256";

  /** Characters that are kept of what a stranger says. */
  private static final int MOST = 300;

  private final Provider provider;
  private final Discovered.Found found;
  private final List<Difference> differences = new ArrayList<>();

  private CompareMetadata(Provider provider, Discovered.Found found) {
    this.provider = provider;
    this.found = found;
  }

  static StageEnding of(Provider provider, Discovered discovered) {
    return switch (discovered) {
      case Discovered.Failed failed ->
          new DiscoveryEnding.NoMetadata(
              failed.why().name().toLowerCase(Locale.ROOT), failed.detail());
      case Discovered.Found found -> new CompareMetadata(provider, found).compared();
    };
  }

  private StageEnding compared() {
    var ours = provider.endpoints();
    var theirs = found.endpoints();
    endpoint("authorizationEndpoint", ours.authorization(), theirs.authorization());
    endpoint("tokenEndpoint", ours.token(), theirs.token());
    endpoint("introspectionEndpoint", ours.introspection(), theirs.introspection());
    endpoint("revocationEndpoint", ours.revocation(), theirs.revocation());
    endpoint("userinfoEndpoint", ours.userinfo(), theirs.userinfo());
    endpoint(
        "pushedAuthorizationEndpoint", ours.pushedAuthorization(), theirs.pushedAuthorization());
    method();
    challenge();
    scopes();
    if (provider.issuerInResponse() && !found.issuerInResponse()) {
      differences.add(new Difference("issuerInResponse", "true", "false"));
    }
    var issuer = found.issuer().toString();
    return differences.isEmpty()
        ? new DiscoveryEnding.AsRegistered(issuer)
        : new DiscoveryEnding.Differs(issuer, differences);
  }

  /** One that was not registered is not used: that is no contradiction. */
  private void endpoint(String what, @Nullable URI ours, @Nullable URI theirs) {
    if (ours != null && !ours.equals(theirs)) {
      differences.add(
          new Difference(what, ours.toString(), theirs == null ? "" : plain(theirs.toString())));
    }
  }

  private void method() {
    var ours = provider.clientAuthentication();
    if (!found.clientAuthentications().contains(ours)) {
      differences.add(
          new Difference(
              "clientAuthentication",
              ours.registeredName(),
              found.clientAuthentications().stream()
                  .map(theirs -> theirs.registeredName())
                  .collect(Collectors.joining(", "))));
    }
  }

  private void challenge() {
    var theirs = found.challengeMethods();
    if (!theirs.isEmpty() && !theirs.contains(CHALLENGE)) {
      differences.add(new Difference("pkce", CHALLENGE, plain(String.join(", ", theirs))));
    }
  }

  /** A list of scopes may leave some out (RFC 8414 section 2): it is merely worth a look. */
  private void scopes() {
    var theirs = found.scopesSupported();
    var missing =
        provider.scope().tokens().stream().filter(scope -> !theirs.contains(scope)).toList();
    if (!theirs.isEmpty() && !missing.isEmpty()) {
      differences.add(new Difference("scope", String.join(" ", missing), shortly(theirs)));
    }
  }

  private static String shortly(List<String> scopes) {
    var first = scopes.stream().limit(20).collect(Collectors.joining(" "));
    return plain(scopes.size() > 20 ? first + " …" : first);
  }

  /** A stranger wrote it: it is kept and shown, so it has an end and nothing that is not seen. */
  private static String plain(String theirs) {
    var seen = theirs.replaceAll("\\p{Cntrl}", " ");
    return seen.length() > MOST ? seen.substring(0, MOST) + "…" : seen;
  }
}
