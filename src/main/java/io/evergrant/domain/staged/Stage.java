package io.evergrant.domain.staged;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is tried of a provider, in this order. */
public enum Stage {
  /** The names of its endpoints lead to addresses that may be connected to. */
  NAME,
  /** Connections there are secure. */
  TLS,
  /** Its metadata say what was registered (RFC 8414). */
  DISCOVERY,
  /** It knows the client (RFC 6749 section 2.3). */
  CLIENT,
  /** Somebody consents with a test account. */
  CONSENT,
  /** That account's grant is refreshed. */
  REFRESH;

  /** Those that come after it. */
  public List<Stage> after() {
    return Arrays.stream(values()).filter(other -> other.compareTo(this) > 0).toList();
  }

  /** Whether what comes after it is worth a try where it failed. */
  public boolean isGoneOnFrom() {
    return this == DISCOVERY;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
