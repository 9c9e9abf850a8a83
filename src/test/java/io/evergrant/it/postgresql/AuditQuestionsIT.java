package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.ApiKeyStore;
import io.evergrant.adapter.postgresql.AuditSearchStore;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditMark;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.Part;
import io.evergrant.domain.audit.QuestionText;
import io.evergrant.domain.audit.Reading;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.usecase.port.ApiKeys;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions in words, answered by PostgreSQL: each event of a small log has a letter. */
class AuditQuestionsIT {
  private static final Actor NODE = new Actor.Timer("n1");

  private final Household home = new Household();
  private final Household other = new Household();
  private final AuditStore audit = new AuditStore(Server.db());
  private final AuditSearchStore search = new AuditSearchStore(Server.db());
  private final Provider xero = home.provider("Xero");
  private final Provider mail = home.provider("Mail 100%");
  private final GrantId ada = home.grant(xero, "ada");
  private final GrantId ben = home.grant(mail, "ben");
  private final AttemptId attempt = new AttemptId(UUID.randomUUID());
  private final Map<Long, String> letters = new HashMap<>();

  @BeforeEach
  void a_small_log() {
    var key = key("Worker");
    letter("a", ended(ada, xero, attempt, "consent_lost", "revoked", "400", "invalid_grant"));
    letter("b", ended(ben, mail, id(), "unknown", "reset", "502", "Connection RESET by \"peer\""));
    letter("c", ended(ben, mail, id(), "renewed", "rotated", "200", null));
    letter("d", about(AuditEventType.GRANT_PAUSED, home.person(), ada, xero, Map.of()));
    letter("e", about(AuditEventType.TOKEN_RELEASED, key, ben, mail, Map.of("min_ttl_s", "60")));
    letter(
        "f",
        about(
            AuditEventType.ESCROW_DRAINED,
            new Actor.Portal("n2"),
            ada,
            xero,
            Map.of("escrowed_attempt", attempt.toString())));
    letter(
        "g",
        AuditEvent.of(
            home.tenant,
            AuditEventType.SIGN_IN_FAILED,
            new Actor.Anonymous(),
            Map.of("member", "Üwe@x.example")));
    letter(
        "h",
        AuditEvent.about(
            home.tenant,
            AuditEventType.CALL_FORWARDED,
            key,
            mail.id(),
            ben,
            Map.of("status", "429", "path", "/a_b%5")));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                                    hgfedcba
          'type:refresh_ended',                  cba
          '-type:refresh_ended',                 hgfed
          'type:grant_paused type:escrow_drained', fd
          'outcome:consent_lost',                a
          'outcome:consent_lost outcome:unknown', ba
          'outcome:renewed',                     c
          '-outcome:renewed',                    hgfedba
          'provider:xero',                       fda
          '-provider:xero',                      hgecb
          'grant:ADA@accounts.example',          fda
          'grant:nobody@accounts.example',       ''
          '-grant:ada@accounts.example',         hgecb
          'actor:timer',                         cba
          '-actor:timer',                        hgfed
          'actor:api_key',                       he
          'actor:api_key:worker',                he
          'actor:WORKER',                        he
          'actor:anonymous actor:portal',        gf
          'actor:link',                          ''
          'trigger:timer',                       cba
          '-trigger:timer',                      hgfed
          'node:n1',                             cba
          'node:n2',                             f
          '-node:n1 -node:n2',                   hged
          'status:400',                          a
          'status:4xx',                          ha
          'status:4xx status:502',               hba
          '-status:4xx',                         gfedcb
          'cause:revoked',                       a
          'error:invalid_grant',                 a
          '-error:invalid_grant',                hgfedcb
          'reset',                               b
          'RESET peer',                          b
          '"reset by"',                          b
          '"by \\"peer\\""',                     b
          '-"reset by"',                         hgfedca
          'xero',                                fda
          'ada@',                                fda
          'worker',                              he
          'paused',                              d
          'üWE',                                 g
          'a_b%',                                h
          'a%b',                                 ''
          '100%',                                hecb
          'cause',                               ''
          'worker -token_released',              h
          'provider:xero -type:refresh_ended ada', fd
          'before:2026-01-01',                   ''
          'after:2026-01-01 -after:2030-01-01',  hgfedcba
          """)
  void every_qualifier_finds_what_it_says_and_nothing_else(String asked, String found) {
    assertThat(found(asked)).isEqualTo(found);
    assertThat(walked(asked, 1)).as("a stretch at a time").isEqualTo(found);
    assertThat(marks(asked)).hasSize(found.length());
  }

  @Test
  void ids_are_found_and_an_attempt_with_what_became_of_it() {
    assertThat(found("attempt:" + attempt)).isEqualTo("fa");
    assertThat(found("-attempt:" + attempt)).isEqualTo("hgedcb");
    assertThat(found("grant:" + ada)).isEqualTo("fda");
    assertThat(found("grant:" + ada + " grant:ben@accounts.example")).isEqualTo("hfedcba");
    assertThat(found("provider:" + mail.id())).isEqualTo("hecb");
    assertThat(found("actor:" + home.adminEmail)).isEqualTo("d");
    assertThat(found("attempt:" + UUID.randomUUID())).isEmpty();
  }

  @Test
  void fields_and_words_narrow_each_other() {
    var field = new AuditQuestion(ada, null, null, null, null, null, null, 50);
    assertThat(letters(audit.search(home.tenant, field.with(parts("actor:timer"))))).isEqualTo("a");
    assertThat(letters(audit.search(home.tenant, field.with(parts("provider:\"mail 100%\"")))))
        .isEmpty();
  }

  /** With every name and id of theirs, and with nothing asked at all. */
  @Test
  void P14_a_question_finds_counts_and_pages_through_the_own_tenants_events_alone() {
    for (var asked :
        List.of(
            "",
            "attempt:" + attempt,
            "grant:" + ada,
            "grant:ada@accounts.example",
            "provider:" + xero.id(),
            "actor:" + home.adminEmail,
            "actor:api_key:worker",
            "reset",
            "type:escrow_drained",
            "outcome:consent_lost",
            "-actor:timer",
            "-grant:" + UUID.randomUUID())) {
      var question = question(asked);
      assertThat(search.look(other.tenant, question, 1_000).found()).as(asked).isEmpty();
      assertThat(search.mark(other.tenant, question, 1_000).found()).as(asked).isEmpty();
      assertThat(search.look(other.tenant, question, 1_000).lowest()).as(asked).isNull();
    }
    var number = letters.keySet().iterator().next();
    assertThat(search.place(other.tenant, number)).isEmpty();
    assertThat(audit.find(other.tenant, number)).isEmpty();
  }

  @Test
  void times_are_kept_to_the_moment_although_numbers_and_times_disagree() {
    var base = Instant.parse("2026-03-01T12:00:00Z");
    for (var minutes : new int[] {-180, 0, 22, 17, 20, 59, 63, 58, 66, 300}) {
      at(base.plusSeconds(minutes * 60L));
    }
    var found =
        audit.search(other.tenant, question("after:2026-03-01T12:20 before:2026-03-01T13:00"));
    assertThat(found)
        .extracting(entry -> entry.at().toString())
        .containsExactly(
            "2026-03-01T12:58:00Z",
            "2026-03-01T12:59:00Z",
            "2026-03-01T12:20:00Z",
            "2026-03-01T12:22:00Z");
  }

  /** A rare event under thousands is reached by its own index: one stretch is enough. */
  @Test
  void what_is_rare_is_found_without_looking_at_what_is_not() {
    Server.asSuperuser(
        """
        INSERT INTO audit_event (tenant_id, type, actor_kind, actor_name, attempt_id, terminal, outcome, details)
        SELECT '%s', 'refresh_ended', 'timer', 'n1', gen_random_uuid(), true, 'renewed', '{}'
        FROM generate_series(1, 3000)
        """
            .formatted(home.tenant));
    for (var asked :
        List.of(
            "attempt:" + attempt,
            "grant:" + ada,
            "grant:ben@accounts.example",
            "type:grant_paused",
            "outcome:consent_lost",
            "actor:worker",
            "-actor:timer",
            "actor:person",
            "provider:xero")) {
      var stretch = search.look(home.tenant, question(asked), 100);
      assertThat(stretch.found()).as(asked).isNotEmpty();
      assertThat(stretch.lowest()).as(asked + " leaves nothing to look at").isNull();
    }
    var dense = search.look(home.tenant, question("reset"), 100);
    assertThat(dense.found()).as("words have no index").isEmpty();
    assertThat(dense.lowest()).isNotNull();
    assertThat(dense.at()).isNotNull();
  }

  private AuditEvent ended(
      GrantId grant,
      Provider provider,
      AttemptId of,
      String outcome,
      String cause,
      String status,
      @Nullable String error) {
    var details = new HashMap<String, String>();
    details.put("cause", cause);
    details.put("trigger", "timer");
    details.put("http_status", status);
    if (error != null) {
      details.put("error", error);
    }
    return new AuditEvent(
        home.tenant,
        AuditEventType.REFRESH_ENDED,
        NODE,
        grant,
        provider.id(),
        of,
        true,
        outcome,
        details);
  }

  private AuditEvent about(
      AuditEventType type, Actor by, GrantId grant, Provider provider, Map<String, String> facts) {
    return AuditEvent.about(home.tenant, type, by, provider.id(), grant, facts);
  }

  private Actor key(String name) {
    var id = new ApiKeyId(UUID.randomUUID());
    new ApiKeyStore(Server.db())
        .insert(
            new ApiKeys.Fresh(id, home.tenant, name, Set.of(ApiScope.READ), null, List.of(), null),
            new ApiKeys.Hashed("hash-of-" + id, "eg_work"));
    return new Actor.ApiKey(id, name);
  }

  private static AttemptId id() {
    return new AttemptId(UUID.randomUUID());
  }

  private void letter(String letter, AuditEvent event) {
    audit.append(event);
    letters.put(audit.search(home.tenant, question("")).getFirst().number(), letter);
  }

  private void at(Instant time) {
    Server.asSuperuser(
        """
        INSERT INTO audit_event (tenant_id, at, type, actor_kind, terminal, details)
        VALUES ('%s', '%s', 'signed_out', 'anonymous', false, '{}')
        """
            .formatted(other.tenant, time));
  }

  private List<Part> parts(String asked) {
    var read =
        QuestionText.read(
            asked, Map.of(xero.name(), xero.id(), mail.name(), mail.id()), ZoneOffset.UTC);
    return ((Reading.Understood) read).parts();
  }

  private AuditQuestion question(String asked) {
    return new AuditQuestion(null, null, null, null, null, null, null, 50).with(parts(asked));
  }

  private String found(String asked) {
    return letters(audit.search(home.tenant, question(asked)));
  }

  /** So many events looked at a time, and one answer a page. */
  private String walked(String asked, int events) {
    var all = new ArrayList<AuditEntry>();
    Long before = null;
    do {
      var stretch = search.look(home.tenant, question(asked).page(before, 1), events);
      all.addAll(stretch.found());
      before = stretch.lowest();
    } while (before != null);
    return letters(all);
  }

  private List<AuditMark> marks(String asked) {
    return search.mark(home.tenant, question(asked), 1_000).found();
  }

  private String letters(List<AuditEntry> entries) {
    var found = new StringBuilder();
    entries.forEach(entry -> found.append(letters.getOrDefault(entry.number(), "?")));
    return found.toString();
  }
}
