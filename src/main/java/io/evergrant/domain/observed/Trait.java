package io.evergrant.domain.observed;

import java.util.Locale;

/** What is said of a provider and can be seen, in the order in which people read it. */
public enum Trait {
  /** A refresh brings another refresh token. */
  ROTATION,
  /** What a spent refresh token does when it is sent again. */
  REUSE,
  IDLE_LIFE,
  ABSOLUTE_LIFE,
  ACCESS_LIFE,
  /** Whether the end of an access token is told. */
  EXPIRES_IN,
  SCOPES;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
