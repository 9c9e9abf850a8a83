package io.evergrant.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After which events it is looked at how things stand. */
class SignalTest {
  @ParameterizedTest
  @ValueSource(strings = {"consent_lost", "provider_refused", "unknown", "escrowed", "abandoned"})
  void an_attempt_that_may_have_ended_badly_asks_to_look(String outcome) {
    assertThat(signal(AuditEventType.REFRESH_ENDED, outcome).asksToLook()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"renewed", "deferred", "lost_race"})
  void an_attempt_that_left_its_grant_as_it_stood_does_not(String outcome) {
    assertThat(signal(AuditEventType.REFRESH_ENDED, outcome).asksToLook()).isFalse();
  }

  @Test
  void an_attempt_of_which_nothing_is_told_does_not_either() {
    assertThat(signal(AuditEventType.REFRESH_ENDED, null).asksToLook()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONSENT_ENDED", "PROVIDER_PAUSED", "GRANT_REVOKED", "TENANT_RESUMED"})
  void what_changes_how_grants_stand_asks_to_look(AuditEventType type) {
    assertThat(signal(type, null).asksToLook()).isTrue();
    assertThat(Signal.change(type)).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGNED_IN", "TOKEN_RELEASED", "NOTICE_SENT"})
  void what_changes_nothing_does_not(AuditEventType type) {
    assertThat(signal(type, null).asksToLook()).isFalse();
    assertThat(Signal.change(type)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "API_KEY_CREATED, KEY_CHANGED",
    "API_KEY_REVOKED, KEY_CHANGED",
    "CLIENT_KEY_MADE, KEY_CHANGED",
    "CLIENT_KEY_DESTROYED, KEY_CHANGED",
    "WEBHOOK_DISABLED, KEY_CHANGED",
    "MEMBER_CREATED, MEMBER_CHANGED",
    "MEMBER_REMOVED, MEMBER_CHANGED"
  })
  void keys_and_members_are_told_of_by_themselves(AuditEventType type, NoticeKind kind) {
    assertThat(Signal.change(type)).isEqualTo(kind);
    assertThat(signal(type, null).asksToLook()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"PROVIDER_SECRET_REPLACED", "CLIENT_KEY_USED"})
  void by_what_a_provider_knows_us_is_told_of_and_asks_to_look(AuditEventType type) {
    assertThat(Signal.change(type)).isEqualTo(NoticeKind.KEY_CHANGED);
    assertThat(signal(type, null).asksToLook()).isTrue();
  }

  private static Signal signal(AuditEventType type, @Nullable String outcome) {
    return new Signal(type, outcome, null, Instant.EPOCH);
  }
}
