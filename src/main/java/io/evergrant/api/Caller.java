package io.evergrant.api;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who calls, as Jakarta REST knows it: the key, and its scopes for roles. */
record Caller(ApiKey key, boolean isSecure) implements SecurityContext, Principal {
  /** The key of a call that the door let in. */
  static ApiKey of(SecurityContext context) {
    if (context.getUserPrincipal() instanceof Caller caller) {
      return caller.key();
    }
    throw new IllegalStateException("a call without a key came past the door");
  }

  @Override
  public Principal getUserPrincipal() {
    return this;
  }

  @Override
  public boolean isUserInRole(String role) {
    return ApiScope.of(role).filter(key.scopes()::contains).isPresent();
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }

  @Override
  public String getName() {
    return key.name();
  }
}
