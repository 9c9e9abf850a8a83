package io.evergrant.domain.catalogue;

import java.util.List;
import java.util.Map;

/**
 * How a client speaks to the provider.
 *
 * @param scopes to be asked for so that a refresh token, or the account's name, comes back
 * @param authorizeParameters of the authorization request, beyond RFC 6749
 * @param tokenParameters of the token request, beyond RFC 6749
 * @param authentication registered names (RFC 8414, token_endpoint_auth_methods_supported)
 */
public record ClientRules(
    Fact<List<String>> scopes,
    Fact<ScopeSeparator> scopeSeparator,
    Fact<Map<String, String>> authorizeParameters,
    Fact<Map<String, String>> tokenParameters,
    Fact<Pkce> pkce,
    Fact<List<String>> authentication,
    Fact<Body> body) {

  /** What stands between scopes in the request. */
  public enum ScopeSeparator {
    SPACE,
    COMMA,
    /** The request carries no scopes. */
    NONE
  }

  /** RFC 7636. */
  public enum Pkce {
    REQUIRED,
    SUPPORTED,
    REFUSED
  }

  /** Of the token request. */
  public enum Body {
    FORM,
    JSON
  }
}
