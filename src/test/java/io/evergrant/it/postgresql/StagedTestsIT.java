package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.ConsentLinkStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.SightingStore;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.ConsentLink.State;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.observed.Seen;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.staged.Stage;
import io.evergrant.domain.staged.StageResult;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTest.Result;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.domain.tenant.ConsentLinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How tests of providers are kept and worked off, on the real database. */
class StagedTestsIT {
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final Household home = new Household();
  private final Provider provider = home.provider("Mail");
  private final TestNode node = new TestNode("n1");
  private final ConsentLinkStore links = new ConsentLinkStore(Server.db());
  private final GrantStore grants = new GrantStore(Server.db());

  /** No other test's node is to go on with them. */
  @AfterEach
  void end_all() {
    Server.asSuperuser("UPDATE provider_test SET ended_at = eg_now() WHERE ended_at IS NULL");
    Server.resetClock();
  }

  @Test
  void it_goes_as_far_as_it_can_and_waits_for_somebody_to_consent() {
    var id = node.begin(home, provider);
    node.run();
    var test = node.find(home, id);
    assertThat(test.isWaitingForConsent()).isTrue();
    assertThat(test.results())
        .extracting(StageResult::code)
        .containsExactly("resolved", "plain_http", "as_registered", "client_known");
    assertThat(test.results().getFirst().lines()).containsExactly("issuer.example\t192.0.2.1");
    assertThat(link(test).state(Instant.now())).isEqualTo(State.OPEN);
    turnAgain(id);
    node.run();
    assertThat(node.find(home, id)).as("nobody consented yet").isEqualTo(test);
  }

  @Test
  void the_grant_that_was_connected_by_the_link_and_no_other_is_refreshed() {
    var other = home.grant(provider, "other", Duration.ofDays(1));
    var id = node.begin(home, provider);
    node.run();
    var mine = home.grant(provider, "mine", Duration.ofDays(1));
    assertThat(links.use(home.tenant, link(node.find(home, id)).id(), mine)).isTrue();
    turnAgain(id);
    node.run();
    var test = node.find(home, id);
    assertThat(test.stage()).isEqualTo(Stage.REFRESH);
    assertThat(test.grant()).isEqualTo(mine);
    assertThat(test.result(Stage.CONSENT).orElseThrow().code()).isEqualTo("consented_to_less");
    assertThat(isDue(mine)).isTrue();
    assertThat(isDue(other)).isFalse();
    node.later = Duration.ofMinutes(3);
    turnAgain(id);
    node.run();
    assertThat(node.find(home, id).failure().orElseThrow().code()).isEqualTo("not_in_time");
    assertThat(told()).containsEntry("result", "failed").containsEntry("stage", "refresh");
  }

  @Test
  void what_fails_ends_it_and_what_comes_after_is_said_to_be_untried() {
    node.error = "invalid_client";
    var id = node.begin(home, provider);
    node.run();
    var test = node.find(home, id);
    assertThat(test.isUnderWay()).isFalse();
    assertThat(test.result()).isEqualTo(Result.FAILED);
    assertThat(test.results())
        .extracting(StageResult::code)
        .endsWith("client_refused", "not_tried", "not_tried");
    assertThat(test.link()).as("nobody is asked to consent").isNull();
    assertThat(told()).containsEntry("reason", "client_refused").containsEntry("stage", "client");
    assertThat(grants.countByProvider(home.tenant)).isEmpty();
  }

  @Test
  void one_at_a_time_for_a_provider_and_whoever_ends_it_ends_its_link() {
    var id = node.begin(home, provider);
    assertThat(node.begin(home, provider)).isEqualTo(id);
    assertThat(node.begin(home, home.provider("Other"))).isNotEqualTo(id);
    node.run();
    var link = link(node.find(home, id)).id();
    assertThat(node.stop(home, id)).isTrue();
    assertThat(node.stop(home, id)).as("it is over").isFalse();
    var test = node.find(home, id);
    assertThat(test.result()).isEqualTo(Result.INCOMPLETE);
    assertThat(test.result(Stage.CONSENT).orElseThrow().facts()).containsExactly(home.adminEmail);
    assertThat(links.find(home.tenant, link).orElseThrow().revokedAt()).isNotNull();
    assertThat(node.begin(home, provider)).isNotEqualTo(id);
  }

  @Test
  void a_link_of_a_provider_that_was_paused_meanwhile_ends_with_its_test() {
    var id = node.begin(home, provider);
    node.run();
    var link = link(node.find(home, id)).id();
    new ProviderStore(Server.db())
        .setStatus(home.tenant, provider.id(), ProviderStatus.PAUSED, "by a person");
    turnAgain(id);
    node.run();
    var test = node.find(home, id);
    assertThat(test.result(Stage.CONSENT).orElseThrow().code()).isEqualTo("provider_paused");
    assertThat(links.find(home.tenant, link).orElseThrow().revokedAt()).isNotNull();
  }

  @Test
  void a_node_that_is_late_writes_nothing_into_a_test_that_was_ended() {
    var id = node.begin(home, provider);
    node.meanwhile = () -> assertThat(new TestNode("n2").stop(home, id)).isTrue();
    node.run();
    var test = node.find(home, id);
    assertThat(test.result(Stage.CLIENT).orElseThrow().code()).isEqualTo("stopped");
    assertThat(test.stage()).isEqualTo(Stage.CLIENT);
    assertThat(test.link()).isNull();
  }

  @Test
  void where_a_node_died_another_goes_on() {
    var id = node.begin(home, provider);
    node.meanwhile =
        () -> {
          throw new Exports.Killed();
        };
    try {
      node.run();
    } catch (Exports.Killed e) {
      // the node is no more
    }
    var other = new TestNode("n2");
    other.run();
    assertThat(other.find(home, id).stage()).as("leased").isEqualTo(Stage.CLIENT);
    Server.shiftClock(Duration.ofMinutes(4));
    other.run();
    assertThat(other.find(home, id).stage()).isEqualTo(Stage.CONSENT);
    assertThat(other.find(home, id).results()).hasSize(4);
  }

  @Test
  void while_vault_is_away_it_waits_and_is_given_up_in_the_end() {
    node.vaultIsAway = true;
    var id = node.begin(home, provider);
    node.run();
    assertThat(node.find(home, id).isUnderWay()).isTrue();
    Server.asSuperuser(
        "UPDATE provider_test SET tries = 10, turn_at = eg_now() WHERE id = '%s'".formatted(id));
    node.run();
    assertThat(node.find(home, id).result(Stage.CLIENT).orElseThrow().code())
        .isEqualTo("broke_off");
  }

  @Test
  void a_test_of_another_quarter_is_forgotten() {
    var id = node.begin(home, provider);
    assertThat(node.stop(home, id)).isTrue();
    Server.asSuperuser(
        "UPDATE provider_test SET asked_at = asked_at - interval '91 days' WHERE id = '%s'"
            .formatted(id));
    node.run();
    assertThat(
            Server.asSuperuser(
                "SELECT count(*) FROM provider_test_stage WHERE test_id = '%s'".formatted(id)))
        .containsExactly(List.of("0"));
  }

  @Test
  void grants_show_what_their_provider_does() {
    var first = home.grant(provider, "first", Duration.ofDays(1));
    home.grant(provider, "second", Duration.ofDays(1));
    Server.asSuperuser(
        ("UPDATE oauth_grant SET refreshes = 4, rotations = 3, last_success_at = eg_now(), "
                + "expires_at = eg_now() + interval '1 hour', "
                + "refresh_expires_at = eg_now() + interval '90 days', refresh_end_slides = true "
                + "WHERE id = '%s'")
            .formatted(first));
    var sightings = new SightingStore(Server.db());
    var seen = Seen.of(sightings.of(home.tenant, provider.id(), 10));
    assertThat(seen.grants()).isEqualTo(2);
    assertThat(seen.refreshes()).isEqualTo(4);
    assertThat(seen.rotations()).isEqualTo(3);
    assertThat(seen.accessLife()).isCloseTo(Duration.ofHours(1), MOMENT);
    assertThat(seen.idleLife()).isCloseTo(Duration.ofDays(90), MOMENT);
    assertThat(seen.narrowed()).isEqualTo(2);
    assertThat(seen.missing()).containsExactly("mail");
    assertThat(sightings.of(home.tenant, provider.id(), 1)).hasSize(1);
    home.provider("Without grants");
    assertThat(sightings.ofEach(home.tenant, 10).keySet()).containsExactly(provider.id());
    assertThat(sightings.ofEach(home.tenant, 10).get(provider.id())).hasSize(2);
  }

  private ConsentLink link(StagedTest test) {
    ConsentLinkId id = Objects.requireNonNull(test.link());
    return links.find(home.tenant, id).orElseThrow();
  }

  private void turnAgain(StagedTestId id) {
    Server.asSuperuser("UPDATE provider_test SET turn_at = eg_now() WHERE id = '%s'".formatted(id));
  }

  private boolean isDue(GrantId grant) {
    var due = grants.find(home.tenant, grant).orElseThrow().dueAt();
    return due != null && due.isBefore(Instant.now().plus(Duration.ofHours(1)));
  }

  private Map<String, String> told() {
    return new AuditStore(Server.db())
        .search(
            home.tenant,
            new AuditQuestion(
                null, null, AuditEventType.PROVIDER_TEST_ENDED, null, null, null, null, 1))
        .getFirst()
        .details();
  }
}
