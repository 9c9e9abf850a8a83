package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.usecase.port.TokenRevocation.Revoked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevokeRemotelyTest {
  private final Scene scene = new Scene();
  private final FakeProviders rows = new FakeProviders();
  private final List<String> told = new ArrayList<>();
  private final RevokeRemotely remote =
      new RevokeRemotely(
          new KnownProviders(rows, Scene.secrets(), () -> scene.nanos),
          (provider, secret, token) -> {
            told.add(
                provider.clientId()
                    + " "
                    + secret.inOrder(Instant.EPOCH).getFirst().reveal()
                    + " "
                    + token.reveal());
            return Revoked.REFUSED;
          });

  @BeforeEach
  void one_provider_is_registered() {
    rows.put(scene.provider());
  }

  @Test
  void its_own_provider_is_told_which_refresh_token_is_needed_no_more() {
    assertThat(revoke()).as("what the provider says").isEqualTo(Revoked.REFUSED);
    assertThat(told).containsExactly("client s r1");
  }

  @Test
  void a_provider_that_was_removed_meanwhile_is_not_waited_for() {
    rows.remove(scene.providerId);
    assertThat(revoke()).isEqualTo(Revoked.NOT_OFFERED);
    assertThat(told).isEmpty();
  }

  @Test
  void while_the_registration_cannot_be_read_it_is_tried_again_later() {
    rows.away = true;
    assertThat(revoke()).isEqualTo(Revoked.NOT_REACHED);
  }

  private Revoked revoke() {
    return remote.revoke(scene.tenant, scene.providerId, Scene.tokens("r1"));
  }
}
