package io.evergrant.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebhookTest {
  @Test
  void events_are_sent_while_nothing_speaks_against_it() {
    assertThat(webhook(null, null).isEnabled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_sent_whatever_it_was_that_disabled_it(DisabledWhy why) {
    assertThat(webhook(why, null).isEnabled()).isFalse();
  }

  @Test
  void while_a_rotated_secret_lasts_both_sign_the_newest_first() {
    assertThat(webhook(null, null).generations()).containsExactly(7L);
    assertThat(webhook(null, 6L).generations()).containsExactly(7L, 6L);
  }

  @Test
  void a_message_has_the_same_id_however_often_it_is_sent() {
    var to = new WebhookId(UUID.fromString("22222222-2222-4222-8222-222222222222"));
    var first = delivery(to, 4711, 1);
    assertThat(first.messageId()).isEqualTo("msg_22222222222242228222222222222222_4711");
    assertThat(delivery(to, 4711, 7).messageId()).isEqualTo(first.messageId());
    assertThat(delivery(to, 4712, 1).messageId()).isNotEqualTo(first.messageId());
  }

  private static Delivery delivery(WebhookId to, long number, int tries) {
    return new Delivery(
        to,
        number,
        AuditEventType.GRANT_REVOKED,
        DeliveryState.WAITING,
        tries,
        Instant.EPOCH,
        null,
        null);
  }

  private static Webhook webhook(@Nullable DisabledWhy why, @Nullable Long previous) {
    return new Webhook(
        new WebhookId(UUID.randomUUID()),
        new TenantId(UUID.randomUUID()),
        "Ops",
        URI.create("https://ops.example/hook"),
        new EventPatterns(List.of(EventPatterns.EVERY)),
        why,
        why == null ? null : Instant.EPOCH,
        1,
        7,
        previous,
        previous == null ? null : Instant.EPOCH,
        Instant.EPOCH,
        new Webhook.Health(null, null, null, 0));
  }
}
