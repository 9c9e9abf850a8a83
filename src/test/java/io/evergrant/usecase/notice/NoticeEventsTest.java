package io.evergrant.usecase.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.notice.DigestId;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.notice.NoticeId;
import io.evergrant.domain.notice.NoticeKind;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.EventGroup;
import io.evergrant.usecase.port.PortalSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a digest stands in the log, and so goes to webhooks. */
class NoticeEventsTest {
  private static final TenantId ACME = new TenantId(UUID.randomUUID());
  private static final ProviderId XERO = new ProviderId(UUID.randomUUID());
  private static final NoticeId ID = new NoticeId(UUID.randomUUID());
  private static final DigestId DIGEST = new DigestId(UUID.randomUUID());
  private static final Instant BEGAN = Instant.parse("2026-11-26T10:00:00Z");
  private static final Instant TOLD = BEGAN.plus(Duration.ofMinutes(1));
  private static final String BASE = "https://grants.example.com";

  @Test
  void what_opens_is_told_with_what_it_is_about_and_the_page_that_mends_it() {
    var event = only(notice(NoticeKind.NEEDS_CONSENT, "revoked", null, null, null));
    assertThat(event.type()).isEqualTo(AuditEventType.NOTICE_OPENED);
    assertThat(EventGroup.nameOf(event.type())).isEqualTo("notice.opened");
    assertThat(event.tenant()).isEqualTo(ACME);
    assertThat(event.provider()).isEqualTo(XERO);
    assertThat(event.actor()).isEqualTo(new Actor.Portal("n1"));
    assertThat(event.terminal()).isFalse();
    assertThat(event.details())
        .containsOnly(
            entry("notice", ID.toString()),
            entry("kind", "needs_consent"),
            entry("grants", "5000"),
            entry("cause", "revoked"),
            entry("opened_at", "2026-11-26T10:00:00Z"),
            entry("digest", DIGEST.toString()),
            entry("page", BASE + "/grants?provider=" + XERO + "&status=needs_consent"));
  }

  @Test
  void what_concerns_more_is_told_as_that() {
    var event = only(notice(NoticeKind.NEEDS_REVIEW, null, null, null, TOLD));
    assertThat(EventGroup.nameOf(event.type())).isEqualTo("notice.grown");
    assertThat(event.details())
        .containsEntry("grants", "5000")
        .doesNotContainKeys("cause", "closed_at")
        .containsEntry("page", BASE + "/grants?provider=" + XERO + "&status=needs_review");
  }

  @Test
  void what_is_over_is_told_with_how_long_it_was_so() {
    var over = BEGAN.plus(Duration.ofHours(2));
    var event = only(notice(NoticeKind.FAILURE, null, over, null, TOLD));
    assertThat(EventGroup.nameOf(event.type())).isEqualTo("notice.over");
    assertThat(event.details())
        .containsOnly(
            entry("notice", ID.toString()),
            entry("kind", "failure"),
            entry("opened_at", "2026-11-26T10:00:00Z"),
            entry("closed_at", "2026-11-26T12:00:00Z"),
            entry("digest", DIGEST.toString()),
            entry("page", BASE + "/providers/" + XERO));
  }

  @Test
  void consents_that_end_are_told_with_when_the_first_one_does() {
    var ends = BEGAN.plus(Duration.ofDays(29));
    assertThat(only(notice(NoticeKind.ENDS_SOON, null, null, ends, null)).details())
        .containsEntry("first_ends_at", "2026-12-25T10:00:00Z")
        .containsEntry("page", BASE + "/grants?provider=" + XERO + "&ends=30");
  }

  @Test
  void a_provider_that_refuses_the_client_is_told_with_where_its_secret_is_replaced() {
    var refused = "client_refused:invalid_client";
    assertThat(only(notice(NoticeKind.PROVIDER_PAUSED, refused, null, null, null)).details())
        .containsEntry("cause", refused)
        .containsEntry("page", BASE + "/providers/" + XERO + "#clientSecret");
    var byPerson = notice(NoticeKind.PROVIDER_PAUSED, "paused_by_person", null, null, null);
    assertThat(only(byPerson).details()).containsEntry("page", BASE + "/providers/" + XERO);
    assertThat(only(notice(NoticeKind.FAILURE, null, null, null, null)).details())
        .containsEntry("page", BASE + "/audit?provider=" + XERO);
  }

  /** Who subscribes to keys and members hears of each change as it is written. */
  @Test
  void a_change_has_its_own_event_and_no_second_one() {
    var key =
        new Notice(
            ID,
            NoticeKind.KEY_CHANGED,
            null,
            BEGAN,
            BEGAN,
            0,
            "api_key_created",
            "crm",
            "ada@acme.example",
            null,
            null,
            TOLD);
    var outage = notice(NoticeKind.FAILURE, null, null, null, null);
    assertThat(events(key, outage))
        .extracting(AuditEvent::type)
        .containsExactly(AuditEventType.NOTICE_OPENED);
  }

  private static AuditEvent only(Notice notice) {
    var events = events(notice);
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private static List<AuditEvent> events(Notice... told) {
    return NoticeEvents.of(ACME, DIGEST, List.of(told), new PortalSettings("n1", URI.create(BASE)));
  }

  private static Notice notice(
      NoticeKind kind,
      @Nullable String cause,
      @Nullable Instant closed,
      @Nullable Instant ends,
      @Nullable Instant told) {
    return new Notice(ID, kind, XERO, BEGAN, closed, 5_000, cause, null, null, ends, told, TOLD);
  }
}
