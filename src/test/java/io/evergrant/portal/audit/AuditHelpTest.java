package io.evergrant.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.Part;
import io.evergrant.domain.audit.QuestionText;
import io.evergrant.domain.audit.Reading;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.outcome.ConsentCause;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.outcome.RefreshOutcome.AbandonCause;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is suggested to whoever asks the log. */
class AuditHelpTest {
  @Test
  void the_causes_that_are_suggested_are_those_that_outcomes_are_told_with() {
    var told =
        Stream.of(
                Stream.of(true, false)
                    .map(rotated -> new RefreshOutcome.Renewed(rotated, Proof.ISSUED)),
                each(ConsentCause.values(), RefreshOutcome.ConsentLost::new),
                each(DeferCause.values(), why -> new RefreshOutcome.Deferred(why, Duration.ZERO)),
                each(
                    UnknownCause.values(),
                    why -> new RefreshOutcome.Unknown(why, false, Duration.ZERO)),
                each(AbandonCause.values(), RefreshOutcome.Abandoned::new))
            .<RefreshOutcome>flatMap(outcomes -> outcomes)
            .map(RefreshOutcome::detail)
            .toList();
    var suggested = AuditHelp.causes().toList();
    assertThat(suggested).doesNotHaveDuplicates().hasSameElementsAs(told);
    for (var cause : suggested) {
      assertThat(QuestionText.read("cause:" + cause, Map.of(), ZoneOffset.UTC))
          .isEqualTo(new Reading.Understood(List.of(new Part.WithCause(cause, false))));
    }
  }

  private static <T> Stream<RefreshOutcome> each(T[] causes, Function<T, RefreshOutcome> outcome) {
    return Arrays.stream(causes).map(outcome);
  }
}
