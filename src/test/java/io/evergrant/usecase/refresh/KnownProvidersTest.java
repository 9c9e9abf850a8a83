package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.SomeProvider;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.refresh.KnownProviders.Known;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownProvidersTest {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private final Scene scene = new Scene();
  private final FakeProviders rows = new FakeProviders();
  private final Secrets secrets = new Secrets();
  private long nanos = Duration.ofHours(1).toNanos();
  private final KnownProviders known = new KnownProviders(rows, secrets, () -> nanos);

  @BeforeEach
  void one_provider_is_registered() {
    rows.put(scene.provider());
  }

  @Test
  void a_batch_reads_a_provider_and_its_secret_once() {
    find();
    pass(A_SECOND.minusNanos(1));
    assertThat(find().secret()).isEqualTo(ClientSecrets.of(new ClientSecret("secret")));
    assertThat(rows.reads).isEqualTo(1);
    assertThat(secrets.reads).isEqualTo(1);
  }

  @Test
  void a_provider_that_a_person_paused_is_seen_paused_after_a_second() {
    find();
    scene.status = ProviderStatus.PAUSED;
    rows.put(scene.provider());
    pass(A_SECOND);
    assertThat(find().provider().isPaused()).isTrue();
    assertThat(secrets.reads).as("the secret did not change").isEqualTo(1);
  }

  @Test
  void a_replaced_secret_is_used_after_a_second() {
    find();
    secrets.secret = "replaced";
    rows.put(next(scene.provider()));
    pass(A_SECOND);
    assertThat(find().secret()).isEqualTo(ClientSecrets.of(new ClientSecret("replaced")));
  }

  @Test
  void of_a_removed_provider_nothing_is_kept_in_memory() {
    find();
    rows.remove(scene.providerId);
    pass(A_SECOND);
    assertThat(known.find(scene.tenant, scene.providerId)).isEmpty();
    rows.put(scene.provider());
    find();
    assertThat(secrets.reads).isEqualTo(2);
  }

  @Test
  void P14_another_tenant_is_not_given_what_was_remembered() {
    find();
    assertThat(known.find(new TenantId(UUID.randomUUID()), scene.providerId)).isEmpty();
  }

  @Test
  void a_store_that_does_not_serve_is_not_taken_for_a_removed_provider() {
    rows.away = true;
    assertThatThrownBy(this::find).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void P11_a_secret_that_nobody_asks_for_any_more_is_forgotten() {
    find();
    pass(Duration.ofMinutes(10));
    var other = like(scene.provider(), new ProviderId(UUID.randomUUID()), 1);
    rows.put(other);
    known.find(scene.tenant, other.id());
    find();
    assertThat(secrets.reads).as("remembered as long as that").isEqualTo(2);
    pass(Duration.ofMinutes(10).plusNanos(1));
    known.find(scene.tenant, other.id());
    find();
    assertThat(secrets.reads).as("read anew").isEqualTo(3);
  }

  private Known find() {
    return known.find(scene.tenant, scene.providerId).orElseThrow();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private static Provider next(Provider old) {
    return like(old, old.id(), old.version() + 1);
  }

  private static Provider like(Provider old, ProviderId id, long version) {
    return SomeProvider.like(old).id(id).version(version).provider();
  }

  /** One secret for all, and how often it was read. */
  private static final class Secrets implements SecretVault {
    private String secret = "secret";
    private int reads;

    @Override
    public void put(TenantId tenant, ProviderId provider, ClientSecret changed) {
      throw new AssertionError("a refresh keeps no secret");
    }

    @Override
    public ClientSecrets get(TenantId tenant, ProviderId provider) {
      reads++;
      return ClientSecrets.of(new ClientSecret(secret));
    }

    @Override
    public void destroy(TenantId tenant, ProviderId provider) {
      throw new AssertionError("a refresh destroys no secret");
    }
  }
}
