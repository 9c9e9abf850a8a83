package io.evergrant.usecase.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.evergrant.domain.notice.Board;
import io.evergrant.domain.notice.Change;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.notice.NoticeId;
import io.evergrant.domain.notice.NoticeKind;
import io.evergrant.domain.notice.Topic;
import io.evergrant.domain.notice.Trouble;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeMails.Fresh;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is told what. */
class RecipientsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final Member ADA = member("ada@acme.example", Role.ADMIN);
  private static final Member BO = member("bo@acme.example", Role.ADMIN);
  private static final Member OTTO = member("otto@acme.example", Role.AUDITOR);
  private static final List<Notice> TOLD = List.of(outage(), keyRevoked());

  @Test
  void without_a_choice_an_admin_is_told_all_and_an_auditor_of_keys() {
    var mails = Recipients.of(List.of(ADA, OTTO), Map.of(), List.of()).mails(TOLD);
    assertThat(mails)
        .extracting(mail -> mail.to().value(), Fresh::places)
        .containsExactly(tuple(ADA.email(), List.of(0, 1)), tuple(OTTO.email(), List.of(1)));
  }

  @Test
  void who_chose_nothing_at_all_gets_no_mail() {
    var wishes =
        Map.<MemberId, Set<Topic>>of(
            ADA.id(), EnumSet.noneOf(Topic.class), BO.id(), EnumSet.of(Topic.FAILURE));
    var mails = Recipients.of(List.of(ADA, BO), wishes, List.of()).mails(TOLD);
    assertThat(mails)
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.to().value()).isEqualTo(BO.email());
              assertThat(mail.places()).containsExactly(0);
            });
  }

  @Test
  void an_address_is_told_once_and_what_is_none_is_passed_over() {
    var odd = member("not an address\r\nBcc: x@evil.example", Role.ADMIN);
    var added = List.of("ADA@acme.example", "ops@acme.example", "ops@acme.example, b@c.example");
    var mails = Recipients.of(List.of(ADA, odd), Map.of(), added).mails(TOLD);
    assertThat(mails)
        .extracting(mail -> mail.to().value())
        .containsExactly(ADA.email(), "ops@acme.example");
    assertThat(mails.getLast().member()).isNull();
    assertThat(mails.getLast().places()).containsExactly(0, 1);
  }

  private static Member member(String email, Role role) {
    return new Member(new MemberId(UUID.randomUUID()), TENANT, email, email, role);
  }

  private static Notice outage() {
    var trouble =
        new Trouble(
            NoticeKind.FAILURE, new ProviderId(UUID.randomUUID()), 5_000, 0, null, null, null);
    return new Board(List.of())
        .seeing(
            List.of(trouble),
            EnumSet.of(NoticeKind.FAILURE),
            Map.of(),
            () -> new NoticeId(UUID.randomUUID()),
            NOW)
        .live()
        .getFirst();
  }

  private static Notice keyRevoked() {
    var change = new Change(NoticeKind.KEY_CHANGED, "api_key_revoked", "k", ADA.email(), NOW);
    return new Board(List.of())
        .with(List.of(change), () -> new NoticeId(UUID.randomUUID()), NOW)
        .live()
        .getFirst();
  }
}
