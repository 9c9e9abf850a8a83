package io.evergrant.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.Verification.Found;
import io.evergrant.domain.audit.Verification.State;
import io.evergrant.domain.audit.Verification.Word;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {
  @ParameterizedTest
  @CsvSource({
    "WAITING, 0, 0, 0, 0",
    "RUNNING, 100, 300, 100, 0",
    "RUNNING, 100, 300, 150, 25",
    "RUNNING, 100, 300, 300, 99",
    "RUNNING, 100, 100, 100, 0",
    "DONE, 100, 300, 300, 100",
    "FAILED, 100, 300, 150, 100"
  })
  void it_is_as_far_as_events_were_read_and_at_a_hundred_when_it_is_over(
      State state, long after, long upTo, long sequence, int percent) {
    assertThat(verification(state, after, upTo, sequence).percent()).isEqualTo(percent);
  }

  @ParameterizedTest
  @CsvSource({"WAITING, true", "RUNNING, true", "DONE, false", "FAILED, false"})
  void it_is_under_way_until_it_has_a_verdict_or_gets_none(State state, boolean underWay) {
    assertThat(verification(state, 0, 0, 0).isUnderWay()).isEqualTo(underWay);
  }

  @ParameterizedTest
  @CsvSource({"300, 280, 0, 20", "300, 280, 290, 10", "300, 300, 0, 0", "0, 0, 100, 0"})
  void younger_is_what_neither_a_checkpoint_covers_nor_a_removal_took(
      long last, long signedUpTo, long removedUpTo, long younger) {
    var found =
        new Found(
            Word.GENUINE, last, 3, signedUpTo, null, removedUpTo, null, 0, null, null, null, null);
    assertThat(found.younger()).isEqualTo(younger);
  }

  private static Verification verification(State state, long after, long upTo, long sequence) {
    return new Verification(
        new VerificationId(UUID.randomUUID()),
        state,
        "ada@acme.example",
        Instant.EPOCH,
        null,
        after,
        upTo,
        sequence,
        null);
  }
}
