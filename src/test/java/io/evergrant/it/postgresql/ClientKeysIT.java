package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.ClientKeyStore;
import io.evergrant.adapter.postgresql.FormerSecretStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKey.State;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.usecase.port.ClientKeys.Fresh;
import io.evergrant.usecase.port.EndedClientProofs.EndedKey;
import io.evergrant.usecase.port.EndedClientProofs.EndedSecret;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clients' keys and former secrets, over their changes. */
class ClientKeysIT {
  private static final Duration DAY = Duration.ofDays(1);

  private final Household home = new Household();
  private final Provider provider = home.provider("Signing");
  private final ClientKeyStore keys = new ClientKeyStore(Server.db());
  private final ProviderStore providers = new ProviderStore(Server.db());
  private final FormerSecretStore secrets = new FormerSecretStore(Server.db());

  @Test
  void one_signs_at_any_time_and_the_one_before_stays_published_for_the_overlap() {
    var first = insert("first", true);
    var second = insert("second", false);
    assertThat(keys.of(provider.id())).containsExactlyInAnyOrder("{first}", "{second}");
    assertThat(state(first)).isEqualTo(State.SIGNS);
    assertThat(state(second)).isEqualTo(State.PUBLISHED);

    assertThat(keys.use(home.tenant, provider.id(), second, DAY)).isTrue();
    assertThat(state(first)).isEqualTo(State.ENDS);
    assertThat(state(second)).isEqualTo(State.SIGNS);
    assertThat(keys.use(home.tenant, provider.id(), second, DAY)).isFalse();
    assertThat(keys.use(home.tenant, provider.id(), first, DAY)).isFalse();
    assertThat(keys.of(provider.id())).hasSize(2);
    assertThat(keys.keys(1_000)).extracting(EndedKey::id).doesNotContain(first, second);
  }

  @Test
  void a_key_that_ended_is_not_published_and_is_found_until_it_is_removed() {
    var first = insert("first", true);
    keys.use(home.tenant, provider.id(), insert("second", false), Duration.ZERO);
    assertThat(keys.of(provider.id())).containsExactly("{second}");
    assertThat(keys.keys(1_000)).contains(new EndedKey(home.tenant, first, provider.id(), "first"));
    keys.remove(home.tenant, first);
    keys.endAll(home.tenant, provider.id());
    assertThat(keys.of(provider.id())).isEmpty();
    assertThat(keys.keys(1_000)).extracting(EndedKey::keyId).doesNotContain("first");
  }

  @Test
  void a_former_secret_is_known_by_the_row_until_its_end_and_found_after_it() {
    assertThat(secrets.changed(provider, DAY)).isTrue();
    assertThat(secrets.changed(provider, DAY)).as("the row is another one").isFalse();
    var changing = providers.find(home.tenant, provider.id()).orElseThrow();
    assertThat(changing.formerSecretUntil()).isNotNull();
    assertThat(changing.version()).isEqualTo(provider.version() + 1);
    assertThat(secrets.gone(home.tenant, provider.id())).isFalse();
    var ended = new EndedSecret(home.tenant, provider.id());
    assertThat(keys.formerSecrets(1_000)).doesNotContain(ended);

    assertThat(secrets.changed(changing, Duration.ofMillis(1))).isTrue();
    assertThat(keys.formerSecrets(1_000)).contains(ended);
    assertThat(secrets.gone(home.tenant, provider.id())).isTrue();
    assertThat(keys.formerSecrets(1_000)).doesNotContain(ended);
  }

  private ClientKeyId insert(String kid, boolean signs) {
    var id = new ClientKeyId(UUID.randomUUID());
    var key = new Fresh(id, SigningAlgorithm.RS256, kid, "{" + kid + "}");
    keys.insert(home.tenant, provider.id(), key, signs);
    return id;
  }

  private State state(ClientKeyId id) {
    return keys.list(home.tenant, provider.id()).stream()
        .filter(key -> key.id().equals(id))
        .map(ClientKey::state)
        .findFirst()
        .orElseThrow();
  }
}
