package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.MemberStore;
import io.evergrant.adapter.postgresql.OperatorLogStore;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.OperatorEntry;
import io.evergrant.domain.audit.OperatorEvent;
import io.evergrant.domain.secret.Password;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.NotAllowed;
import io.evergrant.domain.tenant.OwnSettings;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.port.PasswordHash;
import io.evergrant.usecase.tenant.ChooseZone;
import io.evergrant.usecase.tenant.DoorLog;
import io.evergrant.usecase.tenant.ReadOperatorLog;
import io.evergrant.usecase.tenant.SignIn;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Operators have no tenant, and a log of their own, to which the database lets everybody but add.
 */
class OperatorLogIT {
  private final MemberStore members = new MemberStore(Server.db());
  private final OperatorLogStore log = new OperatorLogStore(Server.db());
  private final DoorLog door = new DoorLog(new AuditStore(Server.db()), log);
  private final SignIn signIn = new SignIn(members, new Plain(), door);
  private final ReadOperatorLog reading = new ReadOperatorLog(log);
  private final MemberId id = new MemberId(UUID.randomUUID());
  private final Member olga =
      new Member(id, null, "olga@%s.example".formatted(id), "Olga", Role.OPERATOR);

  OperatorLogIT() {
    Server.asSuperuser(
        "INSERT INTO member (id, email, display_name, role, password_hash) VALUES ('%s', '%s', 'Olga', 'OPERATOR', 'right')"
            .formatted(id, olga.email()));
  }

  @Test
  void whatever_happens_at_the_door_is_told_to_operators_newest_first() {
    for (var i = 0; i < 9; i++) {
      signIn.signIn(olga.email(), new Password("wrong"));
    }
    Server.asSuperuser("UPDATE member SET resting_until = NULL WHERE id = '%s'".formatted(id));
    signIn.signIn(olga.email(), new Password("right"));
    new ChooseZone(members, door)
        .choose(olga, new OwnSettings(null, 1), 1, ZoneId.of("Asia/Kathmandu"));
    signIn.signOut(olga);
    assertThat(reading.page(olga, null).entries())
        .filteredOn(entry -> entry.email().equals(olga.email()))
        .extracting(OperatorEntry::type, OperatorEntry::details)
        .containsExactly(
            tuple(AuditEventType.SIGNED_OUT, Map.of()),
            tuple(AuditEventType.MEMBER_ZONE_CHOSEN, Map.of("zone", "Asia/Kathmandu")),
            tuple(AuditEventType.SIGNED_IN, Map.of()),
            tuple(AuditEventType.SIGN_IN_FAILED, Map.of("reason", "resting")),
            tuple(AuditEventType.SIGN_IN_FAILED, Map.of()),
            tuple(AuditEventType.SIGN_IN_FAILED, Map.of()),
            tuple(AuditEventType.SIGN_IN_FAILED, Map.of()),
            tuple(AuditEventType.SIGN_IN_FAILED, Map.of()),
            tuple(AuditEventType.SIGN_IN_FAILED, Map.of()));
  }

  @Test
  void a_page_goes_on_where_the_one_before_ended() {
    for (var i = 0; i < 53; i++) {
      signIn.signOut(olga);
    }
    var newest = reading.page(olga, null);
    assertThat(newest.entries()).hasSize(50);
    assertThat(newest.more()).isTrue();
    var oldest = newest.entries().getLast().number();
    assertThat(reading.page(olga, oldest).entries())
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(entry -> entry.number() < oldest);
    assertThat(reading.page(olga, 1L).entries()).isEmpty();
    assertThat(reading.page(olga, 1L).more()).isFalse();
  }

  @Test
  void P14_nobody_but_an_operator_reads_it_and_nobody_else_is_written_into_it() {
    var home = new Household();
    var ada = new Member(home.admin, home.tenant, home.adminEmail, "Ada", Role.ADMIN);
    assertThatThrownBy(() -> reading.page(ada, null)).isInstanceOf(NotAllowed.class);
    var forged = new OperatorEvent(AuditEventType.SIGNED_IN, home.admin, Map.of());
    assertThatThrownBy(() -> log.append(forged)).isInstanceOf(IllegalStateException.class);
    var other = new OperatorEvent(AuditEventType.GRANT_PAUSED, id, Map.of());
    assertThatThrownBy(() -> log.append(other)).hasMessageContaining("operator_event_type_check");
  }

  @Test
  void the_database_lets_nobody_change_or_remove_what_is_there() {
    signIn.signOut(olga);
    var home = new Household();
    for (var statement :
        List.of(
            "UPDATE operator_event SET email = 'eve@x.example'",
            "DELETE FROM operator_event",
            "TRUNCATE operator_event")) {
      assertThatThrownBy(() -> Server.asSuperuser(statement))
          .as(statement)
          .hasMessageContaining("only grows");
      assertThatThrownBy(() -> Server.asRuntimeRole(home.tenant, statement))
          .as(statement)
          .hasMessageContaining("permission denied");
    }
    for (var statement :
        List.of(
            "SELECT * FROM operator_event",
            "INSERT INTO operator_event (type, member_id, email, details) VALUES ('signed_in', '%s', 'x', '{}')"
                .formatted(id))) {
      assertThatThrownBy(() -> Server.asRuntimeRole(home.tenant, statement))
          .as(statement)
          .hasMessageContaining("permission denied");
    }
  }

  /** No password here is worth a hash. */
  private static final class Plain implements PasswordHash {
    @Override
    public String of(Password password) {
      return password.reveal();
    }

    @Override
    public boolean matches(Password password, String hash) {
      return password.reveal().equals(hash);
    }

    @Override
    public void waste(Password password) {
      // takes no time here
    }
  }
}
