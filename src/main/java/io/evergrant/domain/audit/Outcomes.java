package io.evergrant.domain.audit;

import java.util.List;

/** Codes of the outcomes that events can have. */
public final class Outcomes {
  /** Those of attempts to refresh, of an import, and of a code exchange that was refused. */
  public static final List<String> ALL =
      List.of(
          "renewed",
          "deferred",
          "consent_lost",
          "provider_refused",
          "unknown",
          "lost_race",
          "escrowed",
          "abandoned",
          "imported",
          "refused");

  private Outcomes() {}
}
