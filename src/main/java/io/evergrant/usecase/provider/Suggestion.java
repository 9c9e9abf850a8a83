package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.ProofKind;
import io.evergrant.usecase.port.Discovery.Discovered.Found;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's metadata suggest beyond what they say.
 *
 * @param scope what names the account and brings a refresh token, where the provider knows it
 * @param proof null where nothing suggests one
 */
public record Suggestion(String scope, @Nullable ProofKind proof) {
  private static final List<String> USUAL = List.of("openid", "email", "offline_access");

  public static Suggestion of(Found found) {
    var supported = found.scopesSupported();
    return new Suggestion(
        USUAL.stream().filter(supported::contains).collect(Collectors.joining(" ")), proof(found));
  }

  private static @Nullable ProofKind proof(Found found) {
    if (found.endpoints().introspection() != null) {
      return ProofKind.INTROSPECTION;
    }
    var tellsUsers = found.endpoints().userinfo() != null;
    return tellsUsers && found.scopesSupported().contains("openid") ? ProofKind.USERINFO : null;
  }
}
