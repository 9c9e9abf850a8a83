package io.evergrant.domain.staged;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test of a provider's registration.
 *
 * @param version of the registration that is tested
 * @param stage that is under way, or was the last one
 * @param askedBy a person's address
 * @param endedAt null while it is under way
 * @param link for the consent; null before that stage
 * @param grant of the test account; null before somebody consented
 * @param dueSince since when its refresh is waited for; null before that
 * @param results of the stages that ended, in their order
 */
public record StagedTest(
    StagedTestId id,
    ProviderId provider,
    long version,
    Stage stage,
    String askedBy,
    Instant askedAt,
    @Nullable Instant endedAt,
    @Nullable ConsentLinkId link,
    @Nullable GrantId grant,
    @Nullable Instant dueSince,
    List<StageResult> results) {
  public StagedTest {
    results = List.copyOf(results);
  }

  public boolean isUnderWay() {
    return endedAt == null;
  }

  /** Whether it goes on only when somebody consents. */
  public boolean isWaitingForConsent() {
    return isUnderWay() && stage == Stage.CONSENT;
  }

  public Optional<StageResult> result(Stage of) {
    return results.stream().filter(result -> result.stage() == of).findFirst();
  }

  /** The first stage that failed. */
  public Optional<StageResult> failure() {
    return results.stream().filter(result -> result.verdict() == StageVerdict.FAILED).findFirst();
  }

  /** What it says of the registration, as far as it is. */
  public Result result() {
    var worst =
        results.stream()
            .map(StageResult::verdict)
            .max(StageVerdict::compareTo)
            .orElse(StageVerdict.NOT_DONE);
    return switch (worst) {
      case PASSED, NOT_NEEDED -> Result.PASSED;
      case DOUBTFUL -> Result.DOUBTFUL;
      case NOT_DONE -> Result.INCOMPLETE;
      case FAILED -> Result.FAILED;
    };
  }

  /** In one word. */
  public enum Result {
    PASSED,
    /** Everything works, and somebody should look at something. */
    DOUBTFUL,
    /** Nothing failed, and not all of it was tried. */
    INCOMPLETE,
    FAILED
  }
}
