package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The scene's Vault holds r1 at version 1. */
class SweepEndedTest {
  private static final Instant REVOKED = Scene.NOW;
  private static final Instant SOON = REVOKED.plusSeconds(5);
  private static final Instant A_DAY_LATER = REVOKED.plus(Duration.ofDays(1));

  private final Scene scene = new Scene();
  private final FakeGrants grants = new FakeGrants(scene);
  private final FakeSweep rows = new FakeSweep();
  private final FakeLog log = new FakeLog();
  private final List<String> givenBack = new ArrayList<>();
  private Revoked says = Revoked.DONE;
  private final SweepEnded sweep =
      new SweepEnded(
          new RecordSweep(
              rows,
              rows,
              grants,
              grants,
              log,
              new PortalSettings("node-1", URI.create("http://localhost:8080"))),
          scene.vault,
          new RevokeRemotely(
              new KnownProviders(
                  new OneProvider(scene::provider), Scene.secrets(), () -> scene.nanos),
              (provider, secret, token) -> {
                assertThat(scene.vault.isEmpty(scene.location)).as("given back first").isFalse();
                givenBack.add(token.reveal());
                return says;
              }));

  @Test
  void P15_what_ended_is_destroyed_for_good_and_the_log_says_why() {
    scene.vault.end(scene.location);
    rows.add(scene, null, SOON);
    assertThat(sweep.run()).isEqualTo(1);
    assertDestroyed(Map.of("reason", "ended"));
    assertThat(givenBack).as("an ended token needs no request").isEmpty();
    assertThat(sweep.run()).as("nothing is left").isZero();
  }

  @Test
  void the_tokens_of_a_revoked_grant_are_given_back_and_then_destroyed() {
    rows.add(scene, REVOKED, SOON);
    assertThat(sweep.run()).isEqualTo(1);
    assertThat(givenBack).containsExactly("r1");
    assertDestroyed(Map.of("reason", "revoked", "at_provider", "done"));
  }

  @Test
  void a_provider_that_refuses_to_revoke_does_not_keep_the_tokens_in_vault() {
    says = Revoked.REFUSED;
    rows.add(scene, REVOKED, SOON);
    assertThat(sweep.run()).isEqualTo(1);
    assertDestroyed(Map.of("reason", "revoked", "at_provider", "refused"));
  }

  @Test
  void a_provider_that_is_not_reached_is_tried_again_for_a_day() {
    says = Revoked.NOT_REACHED;
    rows.add(scene, REVOKED, A_DAY_LATER.minusNanos(1));
    assertThat(sweep.run()).isZero();
    assertThat(givenBack).hasSize(1);
    assertThat(rows.putOff).as("at most").containsValue(Duration.ofHours(1));
    assertThat(scene.vault.isEmpty(scene.location)).as("needed for the next try").isFalse();
    assertThat(log.events).isEmpty();
  }

  @Test
  void after_a_day_the_tokens_are_destroyed_and_the_log_says_that_nobody_was_told() {
    says = Revoked.NOT_REACHED;
    rows.add(scene, REVOKED, A_DAY_LATER);
    assertThat(sweep.run()).isEqualTo(1);
    assertDestroyed(Map.of("reason", "revoked", "at_provider", "not_reached"));
  }

  @Test
  void what_cannot_be_read_is_not_destroyed_before_it_could_be_given_back() {
    scene.vault.unreadable = true;
    rows.add(scene, REVOKED, SOON);
    assertThat(sweep.run()).isZero();
    scene.vault.unreadable = false;
    rows.putOff.clear();
    assertThat(scene.vault.isEmpty(scene.location)).isFalse();
    assertThat(sweep.run()).isEqualTo(1);
    assertThat(givenBack).containsExactly("r1");
  }

  @Test
  void of_a_revoked_grant_that_holds_nothing_the_provider_is_not_asked() {
    scene.vault.destroy(scene.location);
    rows.add(scene, REVOKED, SOON);
    assertThat(sweep.run()).isEqualTo(1);
    assertThat(givenBack).isEmpty();
    assertDestroyed(Map.of("reason", "revoked", "at_provider", "done"));
  }

  @Test
  void a_token_that_ended_by_itself_is_not_given_back() {
    scene.vault.put(scene.location, 2, ending(SOON));
    rows.add(scene, REVOKED, SOON);
    assertThat(sweep.run()).isEqualTo(1);
    assertThat(givenBack).isEmpty();
  }

  @Test
  void one_grant_whose_provider_is_not_reached_does_not_hold_up_those_behind_it() {
    says = Revoked.NOT_REACHED;
    rows.add(scene, REVOKED, SOON);
    sweep.run();
    assertThat(rows.putOff).containsValue(Duration.ofMinutes(1));
    sweep.run();
    assertThat(givenBack).as("it waits").hasSize(1);
  }

  @Test
  void the_longer_a_provider_is_not_reached_the_more_seldom_it_is_tried() {
    says = Revoked.NOT_REACHED;
    rows.add(scene, REVOKED, REVOKED.plus(Duration.ofMinutes(80)));
    sweep.run();
    assertThat(rows.putOff).containsValue(Duration.ofMinutes(20));
  }

  @Test
  void what_vault_refuses_to_destroy_is_put_off_and_the_others_go_on() {
    scene.vault.denies = true;
    rows.add(scene, null, SOON);
    assertThat(sweep.run()).isZero();
    assertThat(rows.putOff).containsValue(Duration.ofHours(1));
    assertThat(rows.swept).as("the round went on").containsKey("strays");
  }

  @Test
  void P11_what_lies_where_no_row_points_is_destroyed() {
    rows.add(scene.location);
    sweep.run();
    assertThat(scene.vault.isEmpty(scene.location)).isTrue();
    assertThat(rows.strays).isEmpty();
  }

  @Test
  void while_vault_is_away_a_stray_stays_written_down() {
    scene.vault.away = true;
    rows.add(scene.location);
    sweep.run();
    assertThat(rows.strays).containsExactly(scene.location);
  }

  @Test
  void while_vault_is_away_what_ended_stays_and_nothing_is_told() {
    scene.vault.away = true;
    rows.add(scene, null, SOON);
    assertThat(sweep.run()).isZero();
    assertThat(rows.ended).hasSize(1);
    assertThat(log.events).isEmpty();
  }

  @Test
  void two_nodes_that_sweep_the_same_grant_tell_it_once() {
    rows.emptiedBefore = true;
    rows.add(scene, null, SOON);
    sweep.run();
    assertThat(log.events).isEmpty();
  }

  @Test
  void requests_stay_for_a_day_links_and_escrows_for_a_week() {
    sweep.run();
    assertThat(rows.swept)
        .containsOnly(
            Map.entry("strays", Duration.ofMinutes(15)),
            Map.entry("authorizations", Duration.ofDays(1)),
            Map.entry("links", Duration.ofDays(7)),
            Map.entry("tickets", Duration.ofHours(1)),
            Map.entry("answers", Duration.ofDays(1)),
            Map.entry("hand-overs", Duration.ofDays(90)),
            Map.entry("audit exports", Duration.ofDays(1)),
            Map.entry("webhook deliveries", Duration.ofDays(7)),
            Map.entry("acts on many grants", Duration.ofDays(90)),
            Map.entry("escrows", Duration.ofDays(7)));
  }

  private void assertDestroyed(Map<String, String> details) {
    assertThat(scene.vault.open(List.of(scene.location)))
        .as("no version that could be undeleted")
        .containsExactly(new Opened.Missing(0));
    assertThat(log.events)
        .containsExactly(
            AuditEvent.about(
                scene.tenant,
                AuditEventType.TOKENS_DESTROYED,
                new Actor.Portal("node-1"),
                scene.providerId,
                scene.location.grant(),
                details));
  }

  private Entry ending(Instant end) {
    var tokens = Scene.tokens("r1");
    return new Entry(
        scene.consent,
        null,
        Scene.print("r1"),
        false,
        new TokenSet(
            tokens.refreshToken(),
            tokens.accessToken(),
            tokens.tokenType(),
            tokens.scope(),
            tokens.expiresAt(),
            end,
            tokens.issuedAt()));
  }
}
