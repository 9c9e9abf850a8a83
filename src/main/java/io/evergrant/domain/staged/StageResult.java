package io.evergrant.domain.staged;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A stage that ended, as it is kept; see {@link StageEnding}. */
public record StageResult(
    Stage stage,
    StageVerdict verdict,
    String code,
    List<String> facts,
    List<String> lines,
    Instant endedAt,
    Duration took) {
  public StageResult {
    facts = List.copyOf(facts);
    lines = List.copyOf(lines);
  }
}
