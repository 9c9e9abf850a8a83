package io.evergrant.usecase.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.usecase.port.LinkedLog.Linked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OcsfLinesTest {
  private static final List<String> KINDS =
      List.of("timer", "person", "portal", "anonymous", "api_key", "link");

  @Test
  void every_event_of_ours_by_whomever_is_as_the_schema_wants_it() {
    for (var type : AuditEventType.values()) {
      for (var kind : KINDS) {
        var event =
            Events.event(type.code(), kind, null, null, Map.of("member", "ada@acme.example"));
        OcsfSchema.check(line(Events.linked(1, event)));
      }
    }
  }

  @Test
  void an_outcome_says_whether_it_succeeded() {
    for (var expected :
        Map.of(
                "renewed",
                1,
                "consent_lost",
                2,
                "provider_refused",
                2,
                "unknown",
                0,
                "deferred",
                99,
                "lost_race",
                99,
                "escrowed",
                99,
                "abandoned",
                99)
            .entrySet()) {
      var line =
          line(
              Events.linked(
                  9,
                  Events.event(
                      "refresh_ended", "timer", "node1", expected.getKey(), Map.of("cause", "x"))));
      OcsfSchema.check(line);
      assertThat(line).containsEntry("status_code", expected.getKey());
      assertThat(number(line, "status_id"))
          .as(expected.getKey())
          .isEqualTo(expected.getValue().longValue());
      assertThat(line.get("status"))
          .isEqualTo(
              switch (expected.getValue()) {
                case 0 -> "Unknown";
                case 1 -> "Success";
                case 2 -> "Failure";
                default -> expected.getKey();
              });
      assertThat(line).containsEntry("status_detail", "x");
      assertThat(map(line, "entity"))
          .containsEntry("type", "OAuth grant")
          .containsEntry("uid", "00000000-0000-0005-0000-000000000006");
      assertThat(map(line, "metadata")).containsEntry("tenant_uid", Events.TENANT.toString());
      assertThat(number(map(line, "metadata"), "sequence")).isEqualTo(9);
      assertThat(number(line, "time")).isEqualTo(1_795_510_800_000L);
    }
  }

  @Test
  void a_sign_in_is_an_authentication_of_whoever_wanted_it() {
    var failed =
        line(
            Events.linked(
                1,
                Events.event(
                    "sign_in_failed",
                    "anonymous",
                    null,
                    null,
                    Map.of("member", "ada@acme.example"))));
    OcsfSchema.check(failed);
    assertThat(number(failed, "class_uid")).isEqualTo(3002);
    assertThat(number(failed, "type_uid")).isEqualTo(300_201);
    assertThat(number(failed, "status_id")).isEqualTo(2);
    assertThat(map(failed, "user")).containsEntry("name", "ada@acme.example");
    assertThat(map(map(failed, "actor"), "user")).containsEntry("name", "anonymous");
  }

  @Test
  void what_is_no_event_of_ours_and_what_is_gone_are_still_lines() {
    var foreign =
        line(Events.linked(1, Events.event("made_up", "person", "=\"x\"\n", null, Map.of())));
    OcsfSchema.check(foreign);
    assertThat(number(foreign, "class_uid")).isZero();
    assertThat(foreign).containsEntry("activity_name", "made_up");
    var gone = line(Events.gone(2));
    OcsfSchema.check(gone);
    assertThat(gone.get("message")).asString().contains("deleted");
  }

  /** The page tells an auditor what each event becomes. */
  @Test
  void the_page_tells_the_mapping_of_every_event() throws IOException {
    var page = Files.readString(Path.of("docs/audit.md"));
    assertThat(page).contains("OCSF " + OcsfLines.VERSION);
    for (var type : AuditEventType.values()) {
      var activity = OcsfActivity.of(type);
      var row =
          page.lines()
              .filter(line -> line.startsWith("| " + activity.event().uid() + " "))
              .filter(line -> line.contains("| " + activity.id() + " " + activity.caption() + " |"))
              .findFirst();
      assertThat(row).as(type.code()).isPresent();
      assertThat(row.orElseThrow()).as(type.code()).contains("`" + type.code() + "`");
    }
  }

  private static Map<String, Object> line(Linked linked) {
    var out = new StringBuilder();
    new OcsfLines().event(out, linked);
    var text = out.toString();
    assertThat(text).endsWith("}\n").satisfies(all -> assertThat(all.strip()).doesNotContain("\n"));
    try {
      return JSONObjectUtils.parse(text);
    } catch (ParseException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> line, String member) {
    return (Map<String, Object>) java.util.Objects.requireNonNull(line.get(member), member);
  }

  private static long number(Map<String, Object> line, String member) {
    return ((Number) java.util.Objects.requireNonNull(line.get(member), member)).longValue();
  }
}
