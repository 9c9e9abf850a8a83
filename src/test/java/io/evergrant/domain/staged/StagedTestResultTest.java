package io.evergrant.domain.staged;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.StagedTest.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagedTestResultTest {
  @ParameterizedTest
  @CsvSource({
    "PASSED PASSED PASSED PASSED PASSED PASSED, PASSED",
    "PASSED NOT_NEEDED NOT_NEEDED PASSED PASSED PASSED, PASSED",
    "PASSED PASSED DOUBTFUL PASSED PASSED PASSED, DOUBTFUL",
    "PASSED PASSED DOUBTFUL PASSED NOT_DONE NOT_DONE, INCOMPLETE",
    "PASSED PASSED FAILED PASSED PASSED PASSED, FAILED",
    "PASSED FAILED NOT_DONE NOT_DONE NOT_DONE NOT_DONE, FAILED"
  })
  void the_worst_stage_says_what_a_test_says(String verdicts, Result expected) {
    assertThat(test(verdicts).result()).isEqualTo(expected);
  }

  @Test
  void the_first_that_failed_is_named() {
    assertThat(test("PASSED PASSED FAILED FAILED").failure().orElseThrow().stage())
        .isEqualTo(Stage.DISCOVERY);
    assertThat(test("PASSED").failure()).isEmpty();
  }

  @Test
  void only_somebody_who_consents_brings_a_test_on_from_there() {
    assertThat(test(Stage.CONSENT, null, "PASSED").isWaitingForConsent()).isTrue();
    assertThat(test(Stage.CONSENT, Instant.EPOCH, "PASSED").isWaitingForConsent())
        .as("it ended")
        .isFalse();
    assertThat(test(Stage.REFRESH, null, "PASSED").isWaitingForConsent())
        .as("somebody did")
        .isFalse();
  }

  @Test
  void a_code_is_the_kinds_name() {
    assertThat(new ClientEnding.OnlyFormerSecret("e").code()).isEqualTo("only_former_secret");
    assertThat(new TlsEnding.PlainHttp().code()).isEqualTo("plain_http");
  }

  private static StagedTest test(String verdicts) {
    return test(Stage.REFRESH, Instant.EPOCH, verdicts);
  }

  private static StagedTest test(Stage stage, @Nullable Instant endedAt, String verdicts) {
    var stages = List.of(Stage.values());
    var all = Arrays.stream(verdicts.split(" ")).map(StageVerdict::valueOf).toList();
    return new StagedTest(
        new StagedTestId(UUID.randomUUID()),
        new ProviderId(UUID.randomUUID()),
        1,
        stage,
        "ada",
        Instant.EPOCH,
        endedAt,
        null,
        null,
        null,
        IntStream.range(0, all.size())
            .mapToObj(
                i ->
                    new StageResult(
                        stages.get(i),
                        all.get(i),
                        "code",
                        List.of(),
                        List.of(),
                        Instant.EPOCH,
                        Duration.ZERO))
            .toList());
  }
}
