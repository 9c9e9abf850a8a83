package io.evergrant.usecase.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.access.RefreshForKey.Asked;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A back end asks for a refresh, and the log tells it, whatever becomes of it. */
class RefreshForKeyTest {
  private static final Instant NOW = Instant.parse("2025-11-25T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TenantId tenant = new TenantId(UUID.randomUUID());
  private final GrantId grant = new GrantId(UUID.randomUUID());
  private final Log log = new Log();
  private ProviderStatus provider = ProviderStatus.ACTIVE;
  private int begun;

  @Test
  void P01_a_refresh_that_was_asked_for_while_the_grant_rests_is_told_with_why_none_began() {
    assertThat(ask(standing(GrantStatus.ACTIVE, NOW.minus(MINUTE)), Waited.OVER))
        .isInstanceOf(Asked.NotNow.class);
    assertThat(begun).isZero();
    assertThat(told()).containsExactly("resting");
  }

  @Test
  void P01_a_refresh_that_was_asked_for_of_a_grant_that_is_not_active_is_told_with_why() {
    assertThat(ask(standing(GrantStatus.NEEDS_CONSENT, null), Waited.OVER))
        .isInstanceOf(Asked.NotActive.class);
    assertThat(begun).isZero();
    assertThat(told()).containsExactly("not_active");
  }

  @Test
  void P01_a_refresh_that_was_asked_for_of_a_paused_provider_is_told_with_why() {
    provider = ProviderStatus.PAUSED;
    assertThat(ask(standing(GrantStatus.ACTIVE, null), Waited.OVER))
        .isInstanceOf(Asked.ProviderPaused.class);
    assertThat(begun).isZero();
    assertThat(told()).containsExactly("provider_paused");
  }

  @Test
  void P01_a_refresh_that_could_not_begin_is_told_after_the_wish() {
    assertThat(ask(standing(GrantStatus.ACTIVE, null), Waited.NOT_STARTED))
        .isInstanceOf(Asked.NotStarted.class);
    assertThat(begun).isEqualTo(1);
    assertThat(told()).containsExactly("", "not_started");
  }

  @Test
  void a_refresh_that_began_is_told_by_its_attempt_and_by_the_wish_alone() {
    ask(standing(GrantStatus.ACTIVE, null), Waited.OVER);
    assertThat(told()).containsExactly("");
    log.events.clear();
    ask(standing(GrantStatus.ACTIVE, null), Waited.STILL_UNDER_WAY);
    assertThat(told()).containsExactly("");
  }

  private Asked ask(Standing standing, Waited waited) {
    return new RefreshForKey(
            new OneStanding(standing),
            (seen, actor, patience) -> {
              begun++;
              return waited;
            },
            log)
        .refresh(key(), grant);
  }

  /** Why none began, as each event tells it. */
  private List<String> told() {
    assertThat(log.events)
        .allSatisfy(
            event -> {
              assertThat(event.type()).isEqualTo(AuditEventType.GRANT_RETRIED);
              assertThat(event.grant()).isEqualTo(grant);
              assertThat(event.actor()).isEqualTo(key().asActor());
              assertThat(event.details()).containsEntry("trigger", "api");
            });
    return log.events.stream().map(event -> event.details().getOrDefault("reason", "")).toList();
  }

  /** Due in a minute. */
  private Standing standing(GrantStatus status, @Nullable Instant failedAt) {
    return new Standing(
        status,
        null,
        new ProviderId(new UUID(0, 1)),
        provider,
        new TokenLocation(tenant, grant, "salt"),
        1,
        new Fence(1),
        false,
        NOW.minus(MINUTE.multipliedBy(2)),
        failedAt == null ? NOW.minus(MINUTE.multipliedBy(2)) : failedAt,
        failedAt == null ? "renewed" : "deferred",
        null,
        NOW.plus(MINUTE),
        MINUTE,
        NOW);
  }

  private ApiKey key() {
    return new ApiKey(
        new ApiKeyId(new UUID(0, 2)),
        tenant,
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
  }

  private static final class Log implements AuditLog {
    final List<AuditEvent> events = new ArrayList<>();

    @Override
    public void append(AuditEvent event) {
      events.add(event);
    }

    @Override
    public List<AuditEntry> search(TenantId tenant, AuditQuestion question) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<AuditEntry> find(TenantId tenant, long number) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void stream(TenantId tenant, AuditQuestion question, Consumer<AuditEntry> receiver) {
      throw new UnsupportedOperationException();
    }
  }
}
