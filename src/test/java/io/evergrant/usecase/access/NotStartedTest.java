package io.evergrant.usecase.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AccessMemory;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Opened;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A refresh that did not begin is not told as one that failed, and not by its row's next turn. */
class NotStartedTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Instant EARLIER = NOW.minusSeconds(3_600);
  private static final Instant TOMORROW = NOW.plusSeconds(86_400);
  private static final ProviderId PROVIDER = new ProviderId(UUID.randomUUID());
  private static final TokenLocation LOCATION =
      new TokenLocation(new TenantId(UUID.randomUUID()), new GrantId(UUID.randomUUID()), "salt");

  private ProviderStatus provider = ProviderStatus.ACTIVE;
  private Instant lastOutcomeAt = EARLIER;
  private String lastOutcome = "renewed";
  private int waits;

  @Test
  void where_there_is_no_room_the_last_success_is_no_failure_and_its_next_turn_no_hint() {
    assertThat(fetch(() -> Waited.NOT_STARTED)).isEqualTo(new Access.NotStarted());
    assertThat(waits).isEqualTo(1);
  }

  @Test
  void of_a_paused_provider_nothing_is_asked() {
    provider = ProviderStatus.PAUSED;
    assertThat(fetch(() -> Waited.OVER)).isEqualTo(new Access.ProviderPaused(PROVIDER));
    assertThat(waits).isZero();
  }

  @Test
  void of_a_provider_that_was_paused_meanwhile_a_person_is_told() {
    assertThat(
            fetch(
                () -> {
                  provider = ProviderStatus.PAUSED;
                  return Waited.NOT_STARTED;
                }))
        .isEqualTo(new Access.ProviderPaused(PROVIDER));
  }

  @Test
  void what_another_came_to_meanwhile_is_what_the_caller_asked_for() {
    assertThat(
            fetch(
                () -> {
                  lastOutcomeAt = NOW;
                  lastOutcome = "deferred";
                  return Waited.NOT_STARTED;
                }))
        .isEqualTo(new Access.NotNow("deferred", null, TOMORROW));
  }

  private Access fetch(Supplier<Waited> refresh) {
    var fetch =
        new FetchAccessToken(
            only(Grants.class, () -> Optional.of(standing())),
            only(TokenVault.class, () -> List.of(new Opened.Missing())),
            AccessMemory.NONE,
            (seen, actor, patience) -> {
              waits++;
              return refresh.get();
            });
    return fetch.fetch(
        LOCATION.tenant(), LOCATION.grant(), Duration.ofMinutes(1), new Actor.Anonymous());
  }

  private Standing standing() {
    return new Standing(
        GrantStatus.ACTIVE,
        null,
        PROVIDER,
        provider,
        LOCATION,
        1,
        new Fence(1),
        false,
        EARLIER,
        lastOutcomeAt,
        lastOutcome,
        null,
        TOMORROW,
        Duration.ofMinutes(30),
        NOW);
  }

  private static <T> T only(Class<T> port, Supplier<?> answer) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> answer.get()));
  }
}
