package io.evergrant.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.Mistake.Kind;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write, and what it is taken for. */
class QuestionTextTest {
  private static final UUID ID = UUID.fromString("22222222-2222-4222-8222-222222222222");
  private static final Map<String, ProviderId> PROVIDERS =
      Map.of("Xero", new ProviderId(ID), "Google Drive (EU)", new ProviderId(UUID.randomUUID()));

  @Test
  void a_whole_question_is_understood() {
    var asked =
        "outcome:consent_lost provider:xero after:2026-11-01 -actor:timer \"reset by peer\" peer";
    assertThat(parts(asked))
        .containsExactly(
            new Part.WithOutcome("consent_lost", false),
            new Part.AtProvider(new ProviderId(ID), false),
            new Part.From(Instant.parse("2026-11-01T00:00:00Z")),
            new Part.ByKind("timer", true),
            new Part.Words("reset by peer", false),
            new Part.Words("peer", false));
  }

  @Test
  void every_qualifier_is_read() {
    assertThat(parts("type:refresh_ended")).containsExactly(type(false));
    assertThat(parts("-TYPE:Refresh_Ended")).containsExactly(type(true));
    assertThat(parts("grant:" + ID)).containsExactly(new Part.OfGrant(new GrantId(ID), false));
    assertThat(parts("grant:ada@x.example"))
        .containsExactly(new Part.OfAccount("ada@x.example", false));
    assertThat(parts("actor:api_key:worker")).containsExactly(new Part.ByKey("worker", false));
    assertThat(parts("actor:api_key")).containsExactly(new Part.ByKind("api_key", false));
    assertThat(parts("actor:\"Ada L\"")).containsExactly(new Part.ByName("Ada L", false));
    assertThat(parts("trigger:API")).containsExactly(new Part.StartedBy("api", false));
    assertThat(parts("attempt:" + ID))
        .containsExactly(new Part.OfAttempt(new AttemptId(ID), false));
    assertThat(parts("node:n1")).containsExactly(new Part.OnNode("n1", false));
    assertThat(parts("status:503")).containsExactly(new Part.WithStatus(503, 503, false));
    assertThat(parts("status:5xx")).containsExactly(new Part.WithStatus(500, 599, false));
    assertThat(parts("status:1xx")).containsExactly(new Part.WithStatus(100, 199, false));
    assertThat(parts("status:599")).containsExactly(new Part.WithStatus(599, 599, false));
    assertThat(parts("cause:revoked")).containsExactly(new Part.WithCause("revoked", false));
    assertThat(parts("error:invalid_grant"))
        .containsExactly(new Part.WithError("invalid_grant", false));
    assertThat(parts("before:2026-11-24T08:30"))
        .containsExactly(new Part.Until(Instant.parse("2026-11-24T08:30:00Z")));
    assertThat(parts("after:2026-11-24T08:30:01+02:00"))
        .containsExactly(new Part.From(Instant.parse("2026-11-24T06:30:01Z")));
  }

  @Test
  void an_id_that_is_no_provider_of_the_askers_is_asked_for_all_the_same() {
    var foreign = UUID.fromString("33333333-3333-4333-8333-333333333333");
    assertThat(parts("provider:" + foreign))
        .containsExactly(new Part.AtProvider(new ProviderId(foreign), false));
  }

  @Test
  void api_key_with_nothing_behind_its_colon_is_a_name() {
    assertThat(parts("actor:api_key:")).containsExactly(new Part.ByName("api_key:", false));
  }

  @Test
  void not_after_a_time_is_before_it() {
    var time = Instant.parse("2026-11-01T00:00:00Z");
    assertThat(parts("-after:2026-11-01")).containsExactly(new Part.Until(time));
    assertThat(parts("-before:2026-11-01")).containsExactly(new Part.From(time));
    assertThat(parts("-after:2026-11-01 -before:2026-12-01"))
        .as("it is another time, and no exclusion")
        .noneMatch(Part::negated);
  }

  @Test
  void names_with_spaces_stand_in_quotes_and_any_pair_of_them_will_do() {
    assertThat(parts("provider:\"google drive (eu)\"")).hasSize(1);
    assertThat(parts("“reset by peer”")).containsExactly(new Part.Words("reset by peer", false));
    assertThat(parts("-\"a \\\"b\\\" \\\\ c\""))
        .containsExactly(new Part.Words("a \"b\" \\ c", true));
  }

  @Test
  void a_backslash_is_a_letter_unless_a_quote_or_another_follows() {
    assertThat(parts("\"C:\\temp\"")).containsExactly(new Part.Words("C:\\temp", false));
    assertThat(parts("\"a\\\\\" b"))
        .containsExactly(new Part.Words("a\\", false), new Part.Words("b", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10:30", "a@b.example", "50%", "x_y", "_x:1", "{", "a-b", "«x»", ":", "1:2"})
  void what_only_looks_like_a_qualifier_is_a_word(String word) {
    assertThat(parts(word)).containsExactly(new Part.Words(word, false));
  }

  @Test
  void nothing_is_no_condition() {
    assertThat(parts("  \u00a0 \t ")).isEmpty();
    assertThat(parts("\"  \"")).isEmpty();
    assertThat(parts("a\0b")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          UNKNOWN_QUALIFIER,  5, '',       outcom,      outcome,       'abc outcom:renewed'
          UNKNOWN_QUALIFIER,  2, '',       https,       ,              '-https://x.example'
          UNKNOWN_QUALIFIER,  1, '',       out_come,    outcome,       'out_come:renewed'
          UNKNOWN_QUALIFIER,  1, '',       out-come,    outcome,       'out-come:renewed'
          UNKNOWN_VALUE,      9, outcome,  renewd,      renewed,       'outcome:renewd'
          UNKNOWN_VALUE,      6, type,     sign_in,     signed_in,     'type:sign_in'
          UNKNOWN_VALUE,      9, trigger,  cron,        ,              'trigger:cron'
          UNKNOWN_VALUE,     10, provider, zero,        Xero,          'provider:zero'
          UNKNOWN_VALUE,     10, provider, drive,       Google Drive (EU), 'provider:drive'
          NO_VALUE,           6, type,     '',          ,              'type: signed_in'
          NO_VALUE,           9, outcome,  '',          ,              'outcome:'
          NO_VALUE,           7, actor,    '',          ,              'actor:""'
          NO_TIME,            7, after,    yesterday,   ,              'after:yesterday'
          NO_TIME,            8, before,   2026-02-30,  ,              'before:2026-02-30'
          NO_TIME,            7, after,    2026-13-01T00:00Z, ,        'after:2026-13-01T00:00Z'
          NO_ID,              9, attempt,  1-1-1-1-1,   ,              'attempt:1-1-1-1-1'
          NO_STATUS,          8, status,   600,         ,              'status:600'
          NO_STATUS,          8, status,   4x,          ,              'status:4x'
          NO_STATUS,          8, status,   4x4,         ,              'status:4x4'
          NO_STATUS,          8, status,   0xx,         ,              'status:0xx'
          NO_STATUS,          8, status,   xx,          ,              'status:xx'
          UNCLOSED_QUOTE,     7, '',       '"by peer',  ,              'reset "by peer'
          UNCLOSED_QUOTE,     1, '',       '"a\\',      ,              '"a\\'
          UNCLOSED_QUOTE,     6, '',       '"a b',      ,              'node:"a b'
          NOTHING_NEGATED,    3, '',       -,           ,              'a -'
          """)
  void what_is_not_understood_is_named_with_its_place(
      Kind kind, int position, String qualifier, String got, String nearest, String asked) {
    assertThat(mistakes(asked))
        .containsExactly(
            new Mistake(
                kind,
                position,
                qualifier.isEmpty() ? null : Qualifier.of(qualifier).orElseThrow(),
                got,
                nearest));
  }

  @Test
  void all_mistakes_are_told_at_once() {
    assertThat(mistakes("typ:x status:9 \"open")).hasSize(3);
  }

  @Test
  void of_two_that_are_near_the_nearer_was_meant() {
    assertThat(nearest("type:signed_ot")).isEqualTo("signed_out");
    assertThat(nearest("type:signed_i")).isEqualTo("signed_in");
  }

  /** Five letters: two may be wrong. */
  @ParameterizedTest
  @CsvSource({"outco, outcome", "nodxx, node", "noxxx, ", "outcq, "})
  void near_is_what_every_third_letter_and_one_more_makes(String got, @Nullable String meant) {
    assertThat(nearest(got + ":x")).isEqualTo(meant);
  }

  @Test
  void one_letter_is_not_near_a_name_without_it() {
    var read = QuestionText.read("provider:z", Map.of("QX", new ProviderId(ID)), ZoneOffset.UTC);
    assertThat(((Reading.Mistaken) read).mistakes().getFirst().nearest()).isNull();
  }

  @Test
  void nothing_is_proposed_for_what_is_longer_than_any_name() {
    var name = "x".repeat(63) + "y";
    var named = Map.of(name, new ProviderId(ID));
    var meant = QuestionText.read("provider:" + "x".repeat(64), named, ZoneOffset.UTC);
    assertThat(((Reading.Mistaken) meant).mistakes().getFirst().nearest()).isEqualTo(name);
    var other = QuestionText.read("provider:" + "x".repeat(65), named, ZoneOffset.UTC);
    assertThat(((Reading.Mistaken) other).mistakes().getFirst().nearest()).isNull();
  }

  @Test
  void a_question_has_an_end() {
    assertThat(parts("x".repeat(600))).hasSize(1);
    assertThat(mistakes("x".repeat(601)).getFirst().kind()).isEqualTo(Kind.TOO_LONG);
    assertThat(parts("a ".repeat(20))).hasSize(20);
    assertThat(mistakes("a ".repeat(21)))
        .containsExactly(new Mistake(Kind.TOO_MANY_PARTS, 41, null, "", null));
  }

  @Test
  void only_a_value_that_needs_quotes_is_put_in_them() {
    assertThat(QuestionText.quoted("ada@acme.example")).isEqualTo("ada@acme.example");
    assertThat(QuestionText.quoted("Ada L")).isEqualTo("\"Ada L\"");
    assertThat(QuestionText.quoted("Ada\u00a0L")).isEqualTo("\"Ada\u00a0L\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "Google Drive (EU)",
        "no\u00a0break",
        "\"odd",
        "a \"b\" \\ c",
        "x\\",
        "ends with \\",
        "",
        "“x"
      })
  void a_value_that_was_put_in_quotes_is_read_back(String value) {
    var read = QuestionText.read("node:" + QuestionText.quoted(value), Map.of(), ZoneOffset.UTC);
    if (value.isEmpty()) {
      assertThat(read).isInstanceOf(Reading.Mistaken.class);
    } else {
      assertThat(read).isEqualTo(new Reading.Understood(List.of(new Part.OnNode(value, false))));
    }
  }

  @Test
  void a_time_without_an_offset_is_one_of_the_zone_that_is_asked_in() {
    var tokyo = ZoneId.of("Asia/Tokyo");
    var asked = "after:2026-11-01 before:2026-11-02T08:30 before:2026-11-02T08:30Z";
    assertThat(QuestionText.read(asked, PROVIDERS, tokyo))
        .isEqualTo(
            new Reading.Understood(
                List.of(
                    new Part.From(Instant.parse("2026-10-31T15:00:00Z")),
                    new Part.Until(Instant.parse("2026-11-01T23:30:00Z")),
                    new Part.Until(Instant.parse("2026-11-02T08:30:00Z")))));
  }

  private static Part type(boolean negated) {
    return new Part.OfType(AuditEventType.REFRESH_ENDED, negated);
  }

  private static @Nullable String nearest(String asked) {
    return mistakes(asked).getFirst().nearest();
  }

  private static List<Part> parts(String asked) {
    var read = QuestionText.read(asked, PROVIDERS, ZoneOffset.UTC);
    assertThat(read).as(asked).isInstanceOf(Reading.Understood.class);
    return ((Reading.Understood) read).parts();
  }

  private static List<Mistake> mistakes(String asked) {
    var read = QuestionText.read(asked, PROVIDERS, ZoneOffset.UTC);
    assertThat(read).as(asked).isInstanceOf(Reading.Mistaken.class);
    return ((Reading.Mistaken) read).mistakes();
  }
}
