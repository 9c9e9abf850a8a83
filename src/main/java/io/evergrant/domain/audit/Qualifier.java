package io.evergrant.domain.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a question to the log can name before a colon. */
public enum Qualifier {
  /** Code of an {@link AuditEventType}. */
  TYPE,
  /** How an attempt ended. */
  OUTCOME,
  /** Name or id of a provider. */
  PROVIDER,
  /** Id, account or external id of a grant. */
  GRANT,
  /** Who did it: an address, {@code api_key:} and a name, or a kind. */
  ACTOR,
  /** What started an attempt. */
  TRIGGER,
  /** Id of an attempt. */
  ATTEMPT,
  /** The node of the portal that did it by itself. */
  NODE,
  /** The HTTP status that the provider answered with, or its class as {@code 5xx}. */
  STATUS,
  /** The exact reason beside the outcome. */
  CAUSE,
  /** The provider's error code. */
  ERROR,
  /** From this time on. */
  AFTER,
  /** Before this time. */
  BEFORE;

  /** As it is written in a question. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> codes() {
    return Arrays.stream(values()).map(Qualifier::code).toList();
  }

  static Optional<Qualifier> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
  }
}
