package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.Until;
import io.evergrant.verifier.PublicKeys;
import io.evergrant.verifier.Verdict;
import io.evergrant.verifier.Verifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a running portal hands over, in the hands of an auditor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditExportIT {
  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());

  @BeforeAll
  void something_happens() {
    Visitor.signedIn(stack.base(), stack.seed().acme().admin());
  }

  @Test
  void P18_the_export_of_a_running_portal_verifies_and_reaches_the_newest_event() {
    var newest =
        "\"number\":"
            + acme.get("/api/v1/audit-events?limit=1").items().getFirst().get("number")
            + ",";
    Until.holds(
        "the newest event was linked",
        Duration.ofSeconds(30),
        () -> export("").body().contains(newest));
    var export = export("");
    assertThat(export.header("Content-Type")).startsWith("application/jsonl");
    assertThat(export.header("Content-Disposition")).contains("attachment");
    var whole = genuine(export);
    assertThat(whole.first()).isEqualTo(1);
    assertThat(export.body()).doesNotContain("\"tenant\":\"" + stack.seed().globex().id());
    var part = genuine(export("?after=1&before=" + whole.last()));
    assertThat(part.first()).isEqualTo(2);
    assertThat(part.last()).isEqualTo(Math.max(whole.last() - 1, 1));
    assertThat(genuine(export("?after=999999999")).younger()).isZero();
  }

  @Test
  void P18_an_export_is_an_event_of_the_log_and_so_is_its_end() {
    var events = genuine(export("")).last();
    var ended = acme.get("/api/v1/audit-events?limit=1&type=audit_export_ended").items().getFirst();
    assertThat(String.valueOf(ended.get("actor"))).startsWith("api_key:");
    assertThat(String.valueOf(ended.get("details")))
        .contains("complete", "true", "events", Long.toString(events), "hash");
    assertThat(acme.get("/api/v1/audit-events?type=audit_exported").items()).isNotEmpty();
  }

  @Test
  void P18_the_page_exports_the_same_and_says_that_checkpoints_are_held_outside() {
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    assertThat(admin.get("/audit").text())
        .contains("Linked up to event", "Checkpoints are also held outside the database.");
    assertThat(admin.get("/audit.jsonl").text())
        .startsWith("{\"manifest\":{\"after\":0,\"before\":null,");
  }

  @Test
  void a_place_that_is_none_is_refused() {
    for (var query : List.of("?after=-1", "?after=x", "?before=0", "?after=", "?until=1")) {
      assertThat(export(query).status()).as(query).isEqualTo(400);
    }
  }

  @Test
  void asking_for_the_head_alone_takes_nobodys_turn() {
    for (var i = 0; i < 10; i++) {
      var head = acme.call("HEAD", "/api/v1/audit-events/export", request -> request);
      assertThat(head.status()).isEqualTo(200);
    }
    assertThat(export("").status()).isEqualTo(200);
  }

  private BackEnd.Answer export(String query) {
    return acme.get("/api/v1/audit-events/export" + query);
  }

  @SuppressWarnings("unchecked")
  private Verdict.Genuine genuine(BackEnd.Answer export) {
    assertThat(export.status()).isEqualTo(200);
    var answer = acme.get("/api/v1/audit-events/checkpoints").json();
    var shown = (List<Map<String, Object>>) Objects.requireNonNull(answer.get("keys"));
    var keys =
        shown.stream()
            .map(key -> String.valueOf(key.get("public_key")))
            .collect(Collectors.joining("\n"));
    try {
      var verdict =
          new Verifier(PublicKeys.read(keys))
              .verify(new ByteArrayInputStream(export.body().getBytes(UTF_8)), List.of());
      assertThat(verdict).isInstanceOf(Verdict.Genuine.class);
      return (Verdict.Genuine) verdict;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
