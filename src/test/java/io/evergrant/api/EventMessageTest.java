package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.webhook.EventMessage;
import io.evergrant.domain.webhook.WebhookId;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What webhooks are sent is what the API shows. */
class EventMessageTest {
  private static final Instant AT = Instant.parse("2026-11-26T12:34:56.789123Z");

  @Test
  void an_event_is_sent_as_the_api_shows_it() {
    assertSame(
        new AuditEntry(
            4_711,
            AT,
            AuditEventType.REFRESH_ENDED,
            "timer",
            new GrantId(UUID.randomUUID()),
            "Ada «O'Hara» \\ \"quoted\"",
            new ProviderId(UUID.randomUUID()),
            "Mail\tServer",
            new AttemptId(UUID.randomUUID()),
            "renewed",
            Map.of("rotated", "true", "error", "tab\tline\nbell\u0007é\uD83D\uDE00", "a", "")),
        "refresh.ended");
  }

  @Test
  void what_is_not_known_is_null_and_never_left_out() {
    assertSame(
        new AuditEntry(
            1,
            Instant.parse("2026-11-26T12:34:56Z"),
            AuditEventType.SIGNED_IN,
            "ada@example.com",
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of()),
        "member.signed_in");
  }

  @Test
  void a_notice_is_an_event_like_the_others() {
    var details =
        Map.of(
            "notice", UUID.randomUUID().toString(),
            "kind", "needs_consent",
            "grants", "5000",
            "opened_at", "2026-11-26T12:33:30Z",
            "page", "https://grants.example.com/grants?provider=p&status=needs_consent");
    var entry =
        new AuditEntry(
            5,
            AT,
            AuditEventType.NOTICE_OPENED,
            "portal",
            null,
            null,
            new ProviderId(UUID.randomUUID()),
            "Xero",
            null,
            null,
            details);
    assertSame(entry, "notice.opened");
    var sent = read(EventMessage.of(entry)).getJsonObject("data").getJsonObject("details");
    assertThat(sent.getString("page")).isEqualTo(details.get("page"));
    assertThat(sent.getString("grants")).isEqualTo("5000");
  }

  private static void assertSame(AuditEntry entry, String type) {
    var sent = read(EventMessage.of(entry));
    var shown = AuditEventView.of(entry);
    assertThat(sent.keySet()).containsExactly("type", "timestamp", "data");
    assertThat(sent.getString("type")).isEqualTo(type);
    assertThat(sent.getString("timestamp")).isEqualTo(shown.getString("at"));
    assertThat(sent.getJsonObject("data")).isEqualTo(shown);
    assertThat(sent.getJsonObject("data").toString())
        .as("in the same order")
        .isEqualTo(shown.toString());
  }

  @Test
  void a_ping_is_of_no_event() {
    var id = new WebhookId(UUID.randomUUID());
    var sent = read(EventMessage.ping(id, AT));
    assertThat(sent.getString("type")).isEqualTo("ping");
    assertThat(sent.getJsonObject("data").getString("webhook")).isEqualTo(id.toString());
  }

  private static JsonObject read(String text) {
    return StrictJson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 64);
  }
}
