package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.vault.SealedMemory;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.access.Access;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node remembers; what another does ends that at once, because the row is asked each time. */
class RememberedTokenIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final GrantId grant = home.grant(provider, "s1", Duration.ofDays(300));
  private final GrantStore grants = new GrantStore(Server.db());
  private final GrantChangeStore changes = new GrantChangeStore(Server.db());
  private final Node.MapVault vault = new Node.MapVault();
  private final Node remembers =
      new Node("node-1", vault, new SealedMemory(1_000, System::nanoTime));
  private final Node other = new Node("node-2", vault);
  private String first = "";

  @BeforeEach
  void it_remembers() {
    token(remembers);
    first = token(remembers);
    assertThat(token(remembers)).isEqualTo(first);
  }

  @AfterEach
  void stop() {
    remembers.close();
    other.close();
  }

  @Test
  void P03_a_refresh_on_another_node_ends_it() {
    var seen = grants.standing(home.tenant, grant).orElseThrow();
    other.now.await(seen, home.person(), PATIENCE);
    assertThat(other.sent.get()).isEqualTo(1);
    assertThat(token(remembers)).isNotEqualTo(first).isEqualTo(token(other));
  }

  @Test
  void a_pause_on_another_node_ends_it_and_a_resumption_begins_it_again() {
    assertThat(changes.pause(home.tenant, grant)).isTrue();
    assertThat(fetch(remembers)).isEqualTo(new Access.NotActive(GrantStatus.PAUSED, null));
    assertThat(changes.resume(home.tenant, grant)).isTrue();
    assertThat(token(remembers)).isEqualTo(first);
  }

  @Test
  void a_revocation_on_another_node_ends_it() {
    assertThat(changes.revoke(home.tenant, grant)).isTrue();
    assertThat(fetch(remembers)).isEqualTo(new Access.NotActive(GrantStatus.REVOKED, null));
  }

  /** A new consent moves the token set and raises the fence, in one statement. */
  @Test
  void a_new_consent_on_another_node_ends_it() {
    changes.consented(home.consent(provider, grant, "s1", "11ee", Duration.ofDays(300)));
    // nothing was stored there by this consent: what is given could only be remembered
    assertThat(fetch(remembers)).isNotInstanceOf(Access.Granted.class);
  }

  private String token(Node node) {
    var access = fetch(node);
    assertThat(access).isInstanceOf(Access.Granted.class);
    return ((Access.Granted) access).token().reveal();
  }

  private Access fetch(Node node) {
    return node.access.fetch(home.tenant, grant, Duration.ZERO, home.person());
  }
}
