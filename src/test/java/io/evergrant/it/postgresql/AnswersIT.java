package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AnswerStore;
import io.evergrant.adapter.postgresql.ApiKeyStore;
import io.evergrant.adapter.postgresql.SweepStore;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.usecase.port.Answers.Earlier;
import io.evergrant.usecase.port.ApiKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that were begun, on the real database. */
class AnswersIT {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Household home = new Household();
  private final ApiKeyId key = new ApiKeyId(UUID.randomUUID());
  private final AnswerStore answers = new AnswerStore(Server.db());

  @BeforeEach
  void a_key() {
    new ApiKeyStore(Server.db())
        .insert(
            new ApiKeys.Fresh(
                key, home.tenant, "worker", Set.of(ApiScope.READ), null, List.of(), null),
            new ApiKeys.Hashed("hash-of-" + key, "eg_some"));
  }

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void of_many_that_come_at_once_one_runs() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var begun =
          IntStream.range(0, 16)
              .mapToObj(i -> threads.submit(() -> begin("k", UUID.randomUUID())))
              .toList();
      var now = 0;
      for (var one : begun) {
        now += one.get().isEmpty() ? 1 : 0;
      }
      assertThat(now).isEqualTo(1);
    }
  }

  @Test
  void an_answer_is_kept_for_a_day_and_then_swept() {
    var run = UUID.randomUUID();
    assertThat(begin("k", run)).isEmpty();
    assertThat(begin("k", UUID.randomUUID())).contains(new Earlier(null, null, true));
    answers.end(home.tenant, key, "k", run, "digest", "sealed");
    assertThat(begin("k", UUID.randomUUID())).contains(new Earlier("digest", "sealed", true));
    assertThat(begin("other", UUID.randomUUID())).as("another key").isEmpty();
    Server.shiftClock(DAY.minusMinutes(1));
    assertThat(begin("k", UUID.randomUUID())).contains(new Earlier("digest", "sealed", false));
    Server.shiftClock(Duration.ofMinutes(2));
    assertThat(begin("k", UUID.randomUUID())).as("as if it were new").isEmpty();
    Server.shiftClock(DAY.plusMinutes(1));
    new SweepStore(Server.db()).answers(DAY);
    assertThat(
            Server.asSuperuser(
                "SELECT count(*) FROM answered_once WHERE key_id = '%s'".formatted(key)))
        .containsExactly(List.of("0"));
  }

  @Test
  void a_late_run_neither_ends_nor_forgets_another() {
    var late = UUID.randomUUID();
    begin("k", late);
    Server.shiftClock(DAY.plusMinutes(1));
    assertThat(begin("k", UUID.randomUUID())).isEmpty();
    answers.end(home.tenant, key, "k", late, "late", "late");
    answers.forget(home.tenant, key, "k", late);
    assertThat(begin("k", UUID.randomUUID())).contains(new Earlier(null, null, true));
  }

  @Test
  void what_ran_too_long_is_lost_and_not_run_again() {
    begin("k", UUID.randomUUID());
    Server.shiftClock(LONGEST.plusSeconds(1));
    assertThat(begin("k", UUID.randomUUID())).contains(new Earlier(null, null, false));
  }

  private Optional<Earlier> begin(String hash, UUID run) {
    return answers.begin(home.tenant, key, hash, run, DAY, LONGEST);
  }
}
