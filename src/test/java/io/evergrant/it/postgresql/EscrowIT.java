package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.EscrowStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.Escrow.Kept;
import io.evergrant.usecase.port.EscrowSeal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Vault did not take is kept until it does. */
class EscrowIT {
  private static final EscrowSeal.Sealed SEALED = new EscrowSeal.Sealed("wrapped", "sealed");

  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final GrantId grant = home.grant(provider, "a");
  private final EscrowStore escrow = new EscrowStore(Server.db());
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final RefreshJournalStore journal = new RefreshJournalStore(Server.db());

  @Test
  void P04_what_was_kept_is_found_with_where_it_belongs() {
    var claim = kept();
    escrow.keep(home.tenant, claim, new EscrowSeal.Sealed("again", "again"));
    var found = found(claim).orElseThrow();
    assertThat(found.location()).isEqualTo(claim.location());
    assertThat(found.provider()).isEqualTo(provider.id());
    assertThat(found.kvVersion()).isEqualTo(claim.kvVersion());
    assertThat(found.sealed()).as("the first answer stands").isEqualTo(SEALED);
  }

  @Test
  void P04_a_drained_set_lifts_the_grant_once_and_leaves_no_ciphertext() {
    var claim = kept();
    journal.end(claim, Refreshes.lost(), Refreshes.event(claim, "consent_lost"));
    var found = found(claim).orElseThrow();
    assertThat(escrow.drained(found, Refreshes.ROTATED)).isTrue();
    var row = row();
    assertThat(row.status()).isEqualTo(GrantStatus.ACTIVE);
    assertThat(row.statusCause()).isNull();
    assertThat(row.kvVersion()).isEqualTo(Refreshes.ROTATED.kvVersion());
    assertThat(row.refreshes()).isEqualTo(1);
    assertThat(row.rotations()).isEqualTo(1);
    assertThat(row.failures()).isZero();
    assertThat(row.dueAt()).isNotNull();
    assertThat(escrow.drained(found, Refreshes.ROTATED)).isFalse();
    assertThat(escrow.superseded(found)).isFalse();
    assertThat(row()).isEqualTo(row);
    assertThat(found(claim)).isEmpty();
    assertThat(ciphertexts(found)).containsExactly(Arrays.asList(null, null));
  }

  @Test
  void P04_whoever_recovers_an_attempt_sees_that_its_answer_was_kept_until_it_is_set_aside() {
    var claim = kept();
    assertThat(escrow.holds(home.tenant, claim.attempt())).isTrue();
    assertThat(escrow.holds(new Household().tenant, claim.attempt())).as("P14").isFalse();
    escrow.drained(found(claim).orElseThrow(), Refreshes.ROTATED);
    assertThat(escrow.holds(home.tenant, claim.attempt())).isTrue();
    assertThat(escrow.holds(home.tenant, new AttemptId(UUID.randomUUID()))).isFalse();
  }

  @Test
  void P04_a_set_that_a_newer_one_replaced_is_no_success_of_its_attempt() {
    var claim = kept();
    escrow.superseded(found(claim).orElseThrow());
    assertThat(escrow.holds(home.tenant, claim.attempt())).isFalse();
  }

  @Test
  void P04_what_vault_took_after_all_is_counted_once_though_it_was_kept_as_well() {
    var claim = kept();
    journal.end(claim, Refreshes.renewed(Refreshes.ROTATED), Refreshes.event(claim, "renewed"));
    assertThat(row().refreshes()).isEqualTo(1);
    escrow.drained(found(claim).orElseThrow(), Refreshes.ROTATED);
    assertThat(row().refreshes()).isEqualTo(1);
    assertThat(row().rotations()).isEqualTo(1);
  }

  @Test
  void P04_draining_raises_the_fence() {
    var claim = kept();
    assertThat(escrow.drained(found(claim).orElseThrow(), Refreshes.ROTATED)).isTrue();
    assertThat(journal.end(claim, Refreshes.lost(), Refreshes.event(claim, "consent_lost")))
        .isFalse();
  }

  @Test
  void P04_a_set_of_an_older_consent_does_not_touch_the_newer_one() {
    var claim = kept();
    changes.consented(home.consent(provider, grant, "a", "0202", Duration.ofHours(1)));
    var before = row();
    assertThat(escrow.drained(found(claim).orElseThrow(), Refreshes.ROTATED)).isTrue();
    assertThat(row()).isEqualTo(before);
  }

  @Test
  void P04_a_paused_or_revoked_grant_is_not_lifted() {
    var claim = kept();
    changes.pause(home.tenant, grant);
    escrow.drained(found(claim).orElseThrow(), Refreshes.ROTATED);
    assertThat(row().status()).isEqualTo(GrantStatus.PAUSED);
    assertThat(row().kvVersion()).isEqualTo(Refreshes.ROTATED.kvVersion());
  }

  @Test
  void P04_a_superseded_set_leaves_the_grant_alone_and_is_kept_aside() {
    var claim = kept();
    var before = row();
    var found = found(claim).orElseThrow();
    assertThat(escrow.superseded(found)).isTrue();
    assertThat(row()).isEqualTo(before);
    assertThat(found(claim)).isEmpty();
    assertThat(escrow.drained(found, Refreshes.ROTATED)).isFalse();
    assertThat(ciphertexts(found)).containsExactly(List.of("wrapped", "sealed"));
  }

  private Claim kept() {
    var claim = Refreshes.claim(home, grant);
    escrow.keep(home.tenant, claim, SEALED);
    return claim;
  }

  private Optional<Kept> found(Claim claim) {
    return escrow.undrained(10_000).stream()
        .filter(kept -> kept.attempt().equals(claim.attempt()))
        .findFirst();
  }

  private Grant row() {
    return grants.find(home.tenant, grant).orElseThrow();
  }

  private static List<List<@Nullable String>> ciphertexts(Kept kept) {
    return Server.asSuperuser(
        "SELECT wrapped_key, ciphertext FROM token_escrow WHERE id = '%s'".formatted(kept.id()));
  }
}
