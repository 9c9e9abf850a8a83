package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.Providers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EndAttemptTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Scene scene = new Scene();
  private final Pausing providers = new Pausing();
  private final FakeEscrow escrow = new FakeEscrow();
  private final FakeLog log = new FakeLog();
  private final EndAttempt end =
      new EndAttempt(
          scene.journal,
          providers,
          escrow,
          log,
          new PortalSettings("node-1", URI.create("http://localhost:8080")));
  private final Claim claim = scene.claim();

  @Test
  void P07_a_refused_client_pauses_its_provider_and_the_log_says_why() {
    assertThat(end.end(ended(new RefreshOutcome.ProviderRefused("invalid_client")))).isTrue();
    assertThat(providers.paused).containsExactly("client_refused:invalid_client");
    assertThat(log.events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(AuditEventType.PROVIDER_PAUSED);
              assertThat(event.tenant()).isEqualTo(scene.tenant);
              assertThat(event.provider()).isEqualTo(scene.providerId);
              assertThat(event.grant()).as("no grant is at fault").isNull();
              assertThat(event.details()).isEqualTo(Map.of("error", "invalid_client"));
            });
  }

  @Test
  void P07_the_pause_is_told_once_however_many_grants_were_refused() {
    end.end(ended(new RefreshOutcome.ProviderRefused("invalid_client")));
    assertThat(end.end(ended(new RefreshOutcome.ProviderRefused("invalid_client")))).isTrue();
    assertThat(log.events).hasSize(1);
  }

  @Test
  void P07_nothing_but_a_refused_client_pauses_a_provider() {
    end.end(ended(new RefreshOutcome.LostRace()));
    assertThat(providers.paused).isEmpty();
    assertThat(log.events).isEmpty();
  }

  @Test
  void P03_a_worker_whose_claim_was_over_pauses_nobody() {
    scene.journal.ours = false;
    assertThat(end.end(ended(new RefreshOutcome.ProviderRefused("invalid_client")))).isFalse();
    assertThat(providers.paused).isEmpty();
  }

  @Test
  void P04_a_late_set_is_escrowed_and_its_worker_hears_that_the_attempt_was_over() {
    var answer = FakeEscrow.answer("r2", "r1");
    var escrowed = ended(new RefreshOutcome.Escrowed());
    assertThat(end.endEscrowed(escrowed, escrow.seal(scene.location, answer))).isTrue();
    scene.journal.ours = false;
    assertThat(end.endEscrowed(escrowed, escrow.seal(scene.location, answer))).isFalse();
    assertThat(escrow.taken).hasSize(2);
    assertThat(scene.journal.endings).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void P01_the_node_that_ended_an_attempt_signs_for_it(Trigger trigger) {
    end.end(ended(triggered(trigger), new RefreshOutcome.LostRace()));
    assertThat(scene.journal.events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.actor())
                  .isEqualTo(
                      trigger == Trigger.RECOVERY
                          ? new Actor.Portal("node-1")
                          : new Actor.Timer("node-1"));
              assertThat(event.details())
                  .containsEntry("trigger", trigger.name().toLowerCase(Locale.ROOT));
            });
  }

  @Test
  void P01_whoever_asked_for_a_refresh_is_named_beside_the_node_that_ended_it() {
    var key = new Actor.ApiKey(new ApiKeyId(UUID.randomUUID()), "Back end");
    end.end(ended(triggered(Trigger.API).askedBy(key), new RefreshOutcome.LostRace()));
    assertThat(scene.journal.events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.actor()).isEqualTo(key);
              assertThat(event.details()).containsEntry("node", "node-1");
            });
  }

  private Ended ended(RefreshOutcome outcome) {
    return ended(claim, outcome);
  }

  private static Ended ended(Claim claim, RefreshOutcome outcome) {
    return new Ended(claim, outcome, null, null, SOON);
  }

  private Claim triggered(Trigger trigger) {
    return new Claim(
        claim.tenant(),
        claim.grant(),
        claim.attempt(),
        claim.provider(),
        trigger,
        claim.fence(),
        claim.location(),
        claim.kvVersion(),
        claim.fingerprint(),
        claim.claimedAt(),
        claim.refreshes(),
        claim.rotations(),
        claim.failures(),
        claim.inDoubt(),
        claim.by(),
        claim.replayOf());
  }

  /** Changes a status once: whoever asks for the same again changed nothing. */
  private static final class Pausing implements Providers {
    final List<String> paused = new ArrayList<>();

    @Override
    public boolean setStatus(
        TenantId tenant, ProviderId id, ProviderStatus status, @Nullable String reason) {
      assertThat(status).isEqualTo(ProviderStatus.PAUSED);
      return paused.isEmpty() && paused.add(String.valueOf(reason));
    }

    @Override
    public Optional<Provider> find(TenantId tenant, ProviderId id) {
      throw new AssertionError("nobody looks a provider up here");
    }

    @Override
    public List<Provider> list(TenantId tenant) {
      throw new AssertionError("nobody lists providers here");
    }

    @Override
    public boolean insert(Provider provider) {
      throw new AssertionError("nobody registers a provider here");
    }

    @Override
    public boolean update(Provider provider) {
      throw new AssertionError("nobody changes a registration here");
    }
  }
}
