package io.evergrant.domain.catalogue;

import java.util.Locale;

/** Every fact that an entry has, in the order in which people read them. */
public enum FactName {
  ISSUER,
  AUTHORIZATION_ENDPOINT,
  TOKEN_ENDPOINT,
  REFRESH_ENDPOINT,
  REVOCATION_ENDPOINT,
  INTROSPECTION_ENDPOINT,
  USERINFO_ENDPOINT,
  SCOPES,
  SCOPE_SEPARATOR,
  AUTHORIZE_PARAMETERS,
  TOKEN_PARAMETERS,
  PKCE,
  CLIENT_AUTHENTICATION,
  BODY,
  ACCESS_LIFE,
  EXPIRES_IN,
  EARLIEST_REFRESH,
  REFRESH_IDLE_LIFE,
  REFRESH_ABSOLUTE_LIFE,
  TESTING_LIFE,
  REFRESH_EXPIRY_FIELDS,
  ROTATION,
  REUSE_GRACE,
  REUSE_CONSEQUENCE,
  INTROSPECTS_REFRESH_TOKENS,
  ERRORS,
  API_HOSTS;

  /** As in the files and in the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
