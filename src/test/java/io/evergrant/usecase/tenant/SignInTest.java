package io.evergrant.usecase.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.OperatorEntry;
import io.evergrant.domain.audit.OperatorEvent;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.secret.Password;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.OwnSettings;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.OperatorLog;
import io.evergrant.usecase.tenant.SignIn.SignedIn;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever comes to the door, and is let in or not, stands in the log. */
class SignInTest {
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final Member ADA =
      new Member(new MemberId(UUID.randomUUID()), TENANT, "ada@example.com", "Ada", Role.ADMIN);

  private final Doorman door = new Doorman(ADA);
  private final Closing.Log log = new Closing.Log();
  private final OperatorsLog operators = new OperatorsLog();
  private final SignIn signIn = new SignIn(door, door, new DoorLog(log, operators));

  @Test
  void who_is_welcome_is_logged_as_oneself() {
    assertThat(come("right")).isInstanceOf(SignedIn.Welcome.class);
    isLogged(AuditEventType.SIGNED_IN, ADA.asActor(), Map.of("member", ADA.email()));
  }

  @Test
  void a_wrong_password_is_logged_as_nobodys() {
    assertThat(come("wrong")).isEqualTo(new SignedIn.Refused());
    isLogged(AuditEventType.SIGN_IN_FAILED, new Actor.Anonymous(), Map.of("member", ADA.email()));
  }

  @Test
  void P01_who_tries_the_address_of_somebody_invited_who_has_no_password_yet_is_logged() {
    door.password = null;
    assertThat(come("right")).isEqualTo(new SignedIn.Refused());
    isLogged(AuditEventType.SIGN_IN_FAILED, new Actor.Anonymous(), Map.of("member", ADA.email()));
    assertThat(door.failures).as("so that the log is not filled with it").isEqualTo(1);
  }

  @Test
  void of_a_rest_one_refusal_is_logged_however_often_somebody_tries() {
    door.resting = true;
    for (var i = 0; i < 9; i++) {
      assertThat(come(i % 2 == 0 ? "wrong" : "right")).isEqualTo(new SignedIn.Resting());
    }
    isLogged(
        AuditEventType.SIGN_IN_FAILED,
        new Actor.Anonymous(),
        Map.of("member", ADA.email(), "reason", "resting"));
    assertThat(door.failures).as("a rest is not made longer").isZero();
    door.toldOfRest = false;
    come("wrong");
    assertThat(log.events).as("the next rest").hasSize(2);
  }

  @Test
  void the_right_password_of_a_suspended_organisation_is_a_failure_with_a_reason() {
    door.suspended = true;
    assertThat(come("right")).isEqualTo(new SignedIn.Suspended());
    isLogged(
        AuditEventType.SIGN_IN_FAILED,
        new Actor.Anonymous(),
        Map.of("member", ADA.email(), "reason", "organisation_suspended"));
  }

  @Test
  void who_goes_is_logged() {
    signIn.signOut(ADA);
    isLogged(AuditEventType.SIGNED_OUT, ADA.asActor(), Map.of("member", ADA.email()));
  }

  @Test
  void an_address_that_nobody_has_belongs_to_no_log() {
    assertThat(signIn.signIn("eve@example.com", new Password("right")))
        .isEqualTo(new SignedIn.Refused());
    assertThat(log.events).isEmpty();
  }

  @Test
  void what_an_operator_does_or_somebody_tries_stands_in_the_operators_log_alone() {
    var olga =
        new Member(new MemberId(UUID.randomUUID()), null, "olga@x.example", "O", Role.OPERATOR);
    var gate = new Doorman(olga);
    var own = new DoorLog(log, operators);
    var door = new SignIn(gate, gate, own);
    door.signIn(olga.email(), new Password("wrong"));
    gate.resting = true;
    door.signIn(olga.email(), new Password("right"));
    door.signIn(olga.email(), new Password("right"));
    gate.resting = false;
    door.signIn(olga.email(), new Password("right"));
    door.signOut(olga);
    new ActivateMember(gate, gate, own)
        .activate(new OneTimeSecret("link"), new Password("four words and blanks"));
    new ChooseZone(gate, own)
        .choose(olga, new OwnSettings(null, 1), 1, ZoneId.of("Asia/Kathmandu"));
    assertThat(operators.events)
        .containsExactly(
            new OperatorEvent(AuditEventType.SIGN_IN_FAILED, olga.id(), Map.of()),
            new OperatorEvent(
                AuditEventType.SIGN_IN_FAILED, olga.id(), Map.of("reason", "resting")),
            new OperatorEvent(AuditEventType.SIGNED_IN, olga.id(), Map.of()),
            new OperatorEvent(AuditEventType.SIGNED_OUT, olga.id(), Map.of()),
            new OperatorEvent(AuditEventType.PASSWORD_SET, olga.id(), Map.of()),
            new OperatorEvent(
                AuditEventType.MEMBER_ZONE_CHOSEN, olga.id(), Map.of("zone", "Asia/Kathmandu")));
    assertThat(log.events).isEmpty();
  }

  private SignedIn come(String password) {
    return signIn.signIn(ADA.email(), new Password(password));
  }

  private void isLogged(AuditEventType type, Actor actor, Map<String, String> facts) {
    assertThat(operators.events).isEmpty();
    assertThat(log.events).containsExactly(AuditEvent.of(TENANT, type, actor, facts));
  }

  /** Only written to. */
  private static final class OperatorsLog implements OperatorLog {
    private final List<OperatorEvent> events = new ArrayList<>();

    @Override
    public void append(OperatorEvent event) {
      events.add(event);
    }

    @Override
    public List<OperatorEntry> list(@Nullable Long before, int limit) {
      throw new AssertionError("nobody reads here");
    }
  }
}
