package io.evergrant.usecase.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.idempotency.AnswerOnce.Begun;
import io.evergrant.usecase.port.AnswerSeal;
import io.evergrant.usecase.port.Answers;
import io.evergrant.usecase.port.KeptAnswer;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerOnceTest {
  private static final KeptAnswer ANSWER =
      new KeptAnswer(201, Map.of("Location", "/x"), "{\"secret\":\"hush\"}");

  private final ApiKey by =
      new ApiKey(
          new ApiKeyId(UUID.randomUUID()),
          new TenantId(UUID.randomUUID()),
          "back end",
          Set.of(ApiScope.MANAGE),
          null,
          List.of(),
          1,
          "eg_",
          null,
          Instant.EPOCH,
          null,
          null,
          null);
  private final Rows rows = new Rows();
  private final Safe safe = new Safe();
  private final AnswerOnce once = new AnswerOnce(rows, safe);

  @Test
  void what_was_answered_is_answered_again() {
    var run = ((Begun.Now) once.begin(by, "k")).run();
    assertThat(once.begin(by, "k")).isInstanceOf(Begun.UnderWay.class);
    once.end(run, "digest", ANSWER);
    var before = (Begun.Before) once.begin(by, "k");
    assertThat(before.digest()).isEqualTo("digest");
    assertThat(once.open(before)).isEqualTo(ANSWER);
    assertThat(once.begin(by, "other")).isInstanceOf(Begun.Now.class);
  }

  @Test
  void P11_neither_the_callers_key_nor_the_answer_reaches_the_rows_in_plain_text() {
    var run = ((Begun.Now) once.begin(by, "canary-key")).run();
    once.end(run, "digest", ANSWER);
    assertThat(rows.all.toString()).doesNotContain("canary-key").doesNotContain("hush");
    assertThat(ANSWER.toString()).doesNotContain("hush");
  }

  @Test
  void what_was_not_answered_for_good_runs_again() {
    once.forget(((Begun.Now) once.begin(by, "k")).run());
    assertThat(once.begin(by, "k")).isInstanceOf(Begun.Now.class);
  }

  @Test
  void an_answer_that_no_store_took_is_lost_and_nothing_is_run_again() {
    var run = ((Begun.Now) once.begin(by, "k")).run();
    safe.isSealed = true;
    once.end(run, "digest", ANSWER);
    assertThat(once.begin(by, "k")).isInstanceOf(Begun.UnderWay.class);
    rows.late = true;
    assertThat(once.begin(by, "k")).isInstanceOf(Begun.Lost.class);
  }

  /** Rows by the hash of the caller's key. */
  private static final class Rows implements Answers {
    final Map<String, Map.Entry<UUID, Earlier>> all = new HashMap<>();
    boolean late;

    @Override
    public Optional<Earlier> begin(
        TenantId tenant, ApiKeyId by, String hash, UUID run, Duration kept, Duration longest) {
      var there = all.putIfAbsent(hash, Map.entry(run, new Earlier(null, null, true)));
      return Optional.ofNullable(there)
          .map(Map.Entry::getValue)
          .map(earlier -> new Earlier(earlier.digest(), earlier.sealed(), !late));
    }

    @Override
    public void end(
        TenantId tenant, ApiKeyId by, String hash, UUID run, String digest, String sealed) {
      all.computeIfPresent(
          hash, (key, row) -> Map.entry(row.getKey(), new Earlier(digest, sealed, true)));
    }

    @Override
    public void forget(TenantId tenant, ApiKeyId by, String hash, UUID run) {
      all.remove(hash);
    }
  }

  /** Opens for the same request alone. */
  private static final class Safe implements AnswerSeal {
    private final Map<String, KeptAnswer> kept = new HashMap<>();
    boolean isSealed;

    @Override
    public String seal(TenantId tenant, String request, KeptAnswer answer) {
      if (isSealed) {
        throw new StoreUnavailable(Cause.SEALED, "Vault is sealed");
      }
      var sealed = "sealed-" + kept.size();
      kept.put(tenant + request + sealed, answer);
      return sealed;
    }

    @Override
    public KeptAnswer open(TenantId tenant, String request, String sealed) {
      return Objects.requireNonNull(kept.get(tenant + request + sealed));
    }
  }
}
