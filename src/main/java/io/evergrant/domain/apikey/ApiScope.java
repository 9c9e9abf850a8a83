package io.evergrant.domain.apikey;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may do. None includes another. */
public enum ApiScope {
  /** See providers and grants. */
  READ,
  /** Be given access tokens. */
  TOKEN,
  /** Let Evergrant call a provider's API. */
  FORWARD,
  /** Change what is there: refresh, pause, import, revoke. */
  MANAGE,
  /** Read the log. */
  AUDIT;

  /** The name in tables, documents and answers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ApiScope> of(String code) {
    return Arrays.stream(values()).filter(scope -> scope.code().equals(code)).findFirst();
  }
}
