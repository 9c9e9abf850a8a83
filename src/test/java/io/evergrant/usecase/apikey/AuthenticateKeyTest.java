package io.evergrant.usecase.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.apikey.AuthenticateKey.Authenticated;
import io.evergrant.usecase.port.ApiKeyLookup.Found;
import io.evergrant.usecase.port.ApiKeys;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.StoreUnavailable;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key that is shown although it is not good leaves its mark. */
class AuthenticateKeyTest {
  private static final InetAddress HOME = AddressRange.address("192.0.2.1");
  private static final InetAddress ELSEWHERE = AddressRange.address("198.51.100.7");
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final ApiKeyId ID = new ApiKeyId(UUID.randomUUID());

  private final Log log = new Log();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ApiKeySecret secret = KeyFormat.make(new SecureRandom());
  private long nanos;
  private Optional<Found> found = Optional.of(found(null, false, false));
  private final AuthenticateKey door =
      new AuthenticateKey(
          hash -> found, unused(), new RefusedKeys(log, () -> threads, () -> nanos));

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @Test
  void a_key_that_is_good_is_told_by_what_it_does_alone() {
    assertThat(come(HOME)).isInstanceOf(Authenticated.Known.class);
    assertThat(told()).isEmpty();
  }

  @Test
  void P01_a_key_that_is_used_from_a_foreign_address_is_told_with_the_address() {
    assertThat(come(ELSEWHERE)).isEqualTo(new Authenticated.WrongAddress());
    assertThat(told())
        .containsExactly(
            AuditEvent.of(
                TENANT,
                AuditEventType.API_KEY_REFUSED,
                new Actor.Anonymous(),
                Map.of(
                    "api_key",
                    ID.toString(),
                    "name",
                    "worker",
                    "reason",
                    "foreign_address",
                    "address",
                    "198.51.100.7")));
  }

  @Test
  void P01_a_key_that_is_revoked_ended_or_suspended_is_told_with_why() {
    found = Optional.of(found(Instant.EPOCH, false, false));
    assertThat(come(HOME)).isEqualTo(new Authenticated.Revoked());
    found = Optional.of(found(null, true, false));
    assertThat(come(HOME)).isEqualTo(new Authenticated.Ended());
    found = Optional.of(found(null, false, true));
    assertThat(come(HOME)).isEqualTo(new Authenticated.Suspended());
    assertThat(told())
        .extracting(event -> event.details().get("reason"))
        .containsExactlyInAnyOrder("revoked", "ended", "organisation_suspended");
  }

  @Test
  void it_is_told_once_a_minute_for_each_reason_however_often_it_is_tried() {
    for (var i = 0; i < 50; i++) {
      come(ELSEWHERE);
    }
    nanos += Duration.ofSeconds(59).toNanos();
    come(ELSEWHERE);
    nanos += Duration.ofSeconds(2).toNanos();
    come(ELSEWHERE);
    assertThat(told()).hasSize(2);
  }

  @Test
  void the_answer_is_the_same_where_it_cannot_be_told() {
    log.away = true;
    assertThat(come(ELSEWHERE)).isEqualTo(new Authenticated.WrongAddress());
    assertThat(told()).isEmpty();
    nanos += Duration.ofMinutes(2).toNanos();
    assertThat(come(ELSEWHERE))
        .as("while the node stops")
        .isEqualTo(new Authenticated.WrongAddress());
  }

  @Test
  void a_secret_that_no_key_has_belongs_to_no_log() {
    found = Optional.empty();
    assertThat(come(ELSEWHERE)).isEqualTo(new Authenticated.Unknown());
    assertThat(told()).isEmpty();
  }

  private Authenticated come(InetAddress from) {
    return door.authenticate(secret, from);
  }

  private List<AuditEvent> told() {
    threads.close();
    return List.copyOf(log.events);
  }

  /** Good at home alone. */
  private static Found found(@Nullable Instant revokedAt, boolean ended, boolean suspended) {
    var key =
        new ApiKey(
            ID,
            TENANT,
            "worker",
            Set.of(ApiScope.READ),
            null,
            List.of(AddressRange.parse("192.0.2.0/24")),
            1,
            "eg_",
            null,
            Instant.EPOCH,
            null,
            revokedAt,
            null);
    return new Found(key, ended, true, suspended);
  }

  private static ApiKeys unused() {
    return (ApiKeys)
        Proxy.newProxyInstance(
            ApiKeys.class.getClassLoader(),
            new Class<?>[] {ApiKeys.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private static final class Log implements AuditLog {
    final ConcurrentLinkedQueue<AuditEvent> events = new ConcurrentLinkedQueue<>();
    volatile boolean away;

    @Override
    public void append(AuditEvent event) {
      if (away) {
        throw new StoreUnavailable(StoreUnavailable.Cause.FAILED, "told to be away");
      }
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
