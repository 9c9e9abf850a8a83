package io.evergrant.adapter.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.evergrant.adapter.http.Ask;
import io.evergrant.adapter.http.Got;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.usecase.port.Discovery;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metadata from their well-known addresses. */
@Singleton
public class WellKnown implements Discovery {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final GuardedClient http;

  @Inject
  public WellKnown(GuardedClient http) {
    this.http = http;
  }

  @Override
  public Discovered discover(URI issuer) {
    if (!http.permits(issuer)) {
      return new Discovered.Failed(
          Why.NOT_HTTPS, issuer + " is not https, and is not an allowed loopback address");
    }
    var tried = addresses(issuer);
    var nothing = new Discovered.Failed(Why.NOT_FOUND, "tried " + tried);
    Discovered last = nothing;
    for (var address : tried) {
      switch (http.send(Ask.get(address, Map.of("Accept", "application/json")), DEADLINE)) {
        case Got.Received received when received.status() == 200 -> {
          var read = read(issuer, address, received.body().text());
          if (!(read instanceof Discovered.Failed failed && failed.why() == Why.MALFORMED)) {
            return read;
          }
          // a site that answers every address with its front page may have metadata at the other
          last = read;
        }
        case Got.Received received ->
            last =
                last.equals(nothing)
                    ? new Discovered.Failed(
                        Why.NOT_FOUND, address + " answered " + received.status())
                    : last;
        case Got.NotSent not -> {
          return new Discovered.Failed(why(not), address.getHost() + ": " + not.detail());
        }
        case Got.Lost lost -> {
          return new Discovered.Failed(why(lost.cause()), address + " gave no whole answer");
        }
      }
    }
    return last;
  }

  /** OpenID Connect appends to the path; RFC 8414 section 3.1 puts it between host and path. */
  private static List<URI> addresses(URI issuer) {
    var text = issuer.toString();
    var base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    var path = issuer.getRawPath() == null ? "" : issuer.getRawPath();
    var inserted =
        issuer.getScheme()
            + "://"
            + issuer.getRawAuthority()
            + "/.well-known/oauth-authorization-server"
            + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    return List.of(URI.create(base + "/.well-known/openid-configuration"), URI.create(inserted));
  }

  private Discovered read(URI issuer, URI address, String body) {
    AuthorizationServerMetadata metadata;
    try {
      metadata = AuthorizationServerMetadata.parse(JSONObjectUtils.parse(body));
    } catch (ParseException | IllegalArgumentException e) {
      return new Discovered.Failed(Why.MALFORMED, address + " is no metadata document");
    }
    if (!metadata.getIssuer().getValue().equals(issuer.toString())) {
      return new Discovered.Failed(
          Why.OTHER_ISSUER, address + " names the issuer " + metadata.getIssuer().getValue());
    }
    var authorization = metadata.getAuthorizationEndpointURI();
    var token = metadata.getTokenEndpointURI();
    if (authorization == null || token == null) {
      return new Discovered.Failed(
          Why.MALFORMED, address + " names no authorization or no token endpoint");
    }
    if (!http.permits(authorization) || !http.permits(token)) {
      return new Discovered.Failed(Why.MALFORMED, address + " names an endpoint that is not https");
    }
    var endpoints =
        new Endpoints(
            authorization,
            token,
            null,
            permitted(metadata.getIntrospectionEndpointURI()),
            permitted(metadata.getRevocationEndpointURI()),
            permitted(userinfo(body)),
            permitted(metadata.getPushedAuthorizationRequestEndpointURI()));
    return new Discovered.Found(
        issuer,
        endpoints,
        authentications(metadata),
        metadata.getScopes() == null ? List.of() : metadata.getScopes().toStringList(),
        metadata.supportsAuthorizationResponseIssuerParam(),
        challengeMethods(metadata));
  }

  private static List<String> challengeMethods(AuthorizationServerMetadata metadata) {
    var methods = metadata.getCodeChallengeMethods();
    return methods == null
        ? List.of()
        : methods.stream().map(CodeChallengeMethod::getValue).toList();
  }

  /** An endpoint that may not be asked is as good as none. */
  private @Nullable URI permitted(@Nullable URI endpoint) {
    return endpoint != null && http.permits(endpoint) ? endpoint : null;
  }

  /** OpenID Connect's own member, which RFC 8414 does not have. */
  private static @Nullable URI userinfo(String body) {
    try {
      return JSONObjectUtils.getURI(JSONObjectUtils.parse(body), "userinfo_endpoint", null);
    } catch (ParseException e) {
      return null;
    }
  }

  /** RFC 8414 section 2: {@code client_secret_basic} where nothing is said. */
  private static List<ClientAuthentication> authentications(AuthorizationServerMetadata metadata) {
    var methods = metadata.getTokenEndpointAuthMethods();
    if (methods == null) {
      return List.of(ClientAuthentication.CLIENT_SECRET_BASIC);
    }
    return Arrays.stream(ClientAuthentication.values())
        .filter(
            ours ->
                methods.stream()
                    .anyMatch(method -> method.getValue().equals(ours.registeredName())))
        .toList();
  }

  private static Why why(Got.NotSent not) {
    return switch (not.cause()) {
      case SCHEME -> Why.NOT_HTTPS;
      case DNS -> Why.DNS;
      case ADDRESS_REFUSED -> Why.ADDRESS_REFUSED;
      case CONNECT -> not.timeout() ? Why.TIMEOUT : Why.CONNECT;
      case TLS -> Why.TLS;
    };
  }

  private static Why why(Got.LostCause cause) {
    return switch (cause) {
      case TIMEOUT -> Why.TIMEOUT;
      case RESET, CUT -> Why.CONNECT;
      case TOO_LARGE -> Why.MALFORMED;
    };
  }
}
