package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.MemberStore;
import io.evergrant.adapter.postgresql.MembershipStore;
import io.evergrant.adapter.postgresql.OperatorLogStore;
import io.evergrant.adapter.postgresql.OverviewStore;
import io.evergrant.domain.overview.Tally;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.OwnSettings;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.port.Members.Known;
import io.evergrant.usecase.tenant.ChooseZone;
import io.evergrant.usecase.tenant.DoorLog;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The zone that a member chose: kept, told with each request, and what days are cut in. */
class ZonesIT {
  private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  private final Household home = new Household();
  private final Household other = new Household();
  private final MemberStore members = new MemberStore(Server.db());
  private final ChooseZone zones =
      new ChooseZone(
          members, new DoorLog(new AuditStore(Server.db()), new OperatorLogStore(Server.db())));

  @AfterEach
  void clock() {
    Server.resetClock();
  }

  @Test
  void what_was_chosen_is_told_with_the_next_request_and_to_nobody_else() {
    assertThat(own(home)).isEqualTo(new OwnSettings(null, 1));
    assertThat(members.chooseZone(home.admin, KATHMANDU, 1)).isTrue();
    assertThat(own(home)).isEqualTo(new OwnSettings(KATHMANDU, 2));
    assertThat(own(other)).isEqualTo(new OwnSettings(null, 1));
    assertThat(members.chooseZone(home.admin, null, 2)).isTrue();
    assertThat(own(home)).isEqualTo(new OwnSettings(null, 3));
  }

  @Test
  void what_was_chosen_elsewhere_meanwhile_is_not_overwritten() {
    assertThat(members.chooseZone(home.admin, KATHMANDU, 1)).isTrue();
    assertThat(members.chooseZone(home.admin, TOKYO, 1)).isFalse();
    assertThat(own(home).zone()).isEqualTo(KATHMANDU);
    assertThat(members.chooseZone(new MemberId(UUID.randomUUID()), TOKYO, 1)).isFalse();
  }

  @Test
  void an_admins_change_of_the_member_counts_apart() {
    var admins = new MembershipStore(Server.db());
    members.chooseZone(home.admin, KATHMANDU, 1);
    var seen = admins.find(home.tenant, home.admin).orElseThrow();
    assertThat(seen.version()).isEqualTo(1);
    var sessions = members.findByEmail(home.adminEmail).orElseThrow().sessions();
    assertThat(members.find(home.admin, sessions)).isPresent();
  }

  @Test
  void an_operator_chooses_one_too_and_has_no_log() {
    var id = UUID.randomUUID();
    Sql.run(
        Server.database()::connect,
        "SELECT eg_create_member('%s', NULL, 'olga@%s.example', 'Olga', 'OPERATOR', 'hash')"
            .formatted(id, id));
    var olga = new Member(new MemberId(id), null, "olga@" + id + ".example", "Olga", Role.OPERATOR);
    var before = members.find(olga.id(), 1).orElseThrow();
    assertThat(zones.choose(olga, before.own(), 1, TOKYO)).isTrue();
    assertThat(members.find(olga.id(), 1).map(Known::own)).contains(new OwnSettings(TOKYO, 2));
    // other suites ask who is the first
    Server.asSuperuser("DELETE FROM member WHERE id = '%s'".formatted(id));
  }

  @Test
  void each_choice_is_logged_once_and_what_changes_nothing_is_not() {
    var ada = members.find(home.admin, 1).orElseThrow();
    assertThat(zones.choose(ada.member(), ada.own(), 1, KATHMANDU)).isTrue();
    assertThat(zones.choose(ada.member(), ada.own(), 1, TOKYO)).as("stale").isFalse();
    assertThat(zones.choose(ada.member(), own(home), 2, KATHMANDU)).as("the same").isTrue();
    assertThat(zones.choose(ada.member(), own(home), 1, TOKYO)).as("a stale form").isFalse();
    assertThat(zones.choose(ada.member(), own(home), 2, null)).isTrue();
    assertThat(
            Server.asSuperuser(
                """
                SELECT actor_name, details ->> 'member', details ->> 'zone'
                FROM audit_event
                WHERE tenant_id = '%s'
                  AND type = 'member_zone_chosen'
                ORDER BY number
                """
                    .formatted(home.tenant)))
        .hasSize(2)
        .first()
        .isEqualTo(List.of(home.adminEmail, home.adminEmail, "Asia/Kathmandu"));
    assertThat(own(home)).isEqualTo(new OwnSettings(null, 3));
  }

  @Test
  void a_zone_that_this_java_does_not_know_is_none_and_what_is_no_name_is_refused() {
    Server.asSuperuser(
        "UPDATE member SET zone = 'Mars/Olympus_Mons' WHERE id = '" + home.admin + "'");
    assertThat(own(home).zone()).isNull();
    for (var bad : List.of("", "a b", "../x", "x".repeat(51), "A/b/c/d")) {
      assertThatThrownBy(
              () ->
                  Server.asSuperuser(
                      "UPDATE member SET zone = '%s' WHERE id = '%s'".formatted(bad, home.admin)))
          .as(bad)
          .hasMessageContaining("member_zone_check");
    }
  }

  @Test
  void the_runtime_role_writes_no_zone_by_itself() {
    assertThatThrownBy(
            () -> Server.asRuntimeRole(home.tenant, "UPDATE member SET zone = 'Asia/Tokyo'"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void a_months_days_are_those_of_the_zone_and_an_hour_counts_in_the_day_in_which_it_began() {
    var mail = home.provider("Mail");
    // the newest hour of UTC that began before the newest midnight of Kathmandu, and the next one
    var midnight = midnight();
    var before = midnight.minus(Duration.ofMinutes(15));
    var after = before.plus(Duration.ofHours(1));
    Server.asSuperuser(
        """
        INSERT INTO outcome_hour (tenant_id, hour, provider_id, outcome, attempts)
        VALUES ('%1$s', '%2$s', '%4$s', 'renewed', 3), ('%1$s', '%3$s', '%4$s', 'renewed', 5)
        """
            .formatted(home.tenant, before, after, mail.id()));
    var overview = new OverviewStore(Server.db()).read(home.tenant, KATHMANDU);
    assertThat(overview.days())
        .extracting(Tally::since, Tally::attempts)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(midnight.minus(Duration.ofDays(1)), 3L),
            org.assertj.core.groups.Tuple.tuple(midnight, 5L));
    assertThat(overview.days().stream().mapToLong(Tally::attempts).sum()).isEqualTo(8);
  }

  /** Of yesterday's day there: long enough ago that the hours around it are over. */
  private static Instant midnight() {
    var now =
        Instant.parse(
            text("SELECT to_char(eg_now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"));
    return now.atZone(KATHMANDU).toLocalDate().minusDays(1).atStartOfDay(KATHMANDU).toInstant();
  }

  private static String text(String query) {
    return java.util.Objects.requireNonNull(Server.asSuperuser(query).getFirst().getFirst());
  }

  private OwnSettings own(Household household) {
    return members.find(household.admin, 1).orElseThrow().own();
  }
}
