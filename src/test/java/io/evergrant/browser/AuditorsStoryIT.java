package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.password.Argon2idHash;
import io.evergrant.domain.secret.Password;
import io.evergrant.testkit.AuditKeys;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Seed.Login;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.process.RandomSecret;
import io.evergrant.testkit.process.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * An auditor finds out why a grant died last Tuesday, takes the week along, and verifies it at
 * home, with nothing but what the page for auditors says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditorsStoryIT {
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private static final String PROVIDER =
      """
      INSERT INTO provider (
        tenant_id, id, name, issuer_in_response, authorization_endpoint, token_endpoint, client_id,
        client_authentication, scope, refresh_mode, margin_ms, assumed_life_ms, reuse_grace_ms,
        reuse_consequence, proof_kind, deadline_ms, status, version)
      VALUES ('%1$s', '%2$s', 'Xero books', false, 'https://issuer.example/authorize',
        'https://issuer.example/token', 'c', 'CLIENT_SECRET_BASIC', 'mail', 'KEEP_WARM', 300000,
        1800000, 0, 'REVOKES_GRANT', 'NONE', 10000, 'ACTIVE', 1)
      """;

  private static final String GRANTS =
      """
      INSERT INTO oauth_grant (
        tenant_id, id, provider_id, account, status, status_cause, scope_asked, scope_granted, salt,
        kv_version, key_version, fingerprint, due_at, consented_at)
      SELECT '%1$s', md5('%1$s' || n)::uuid, '%2$s', 'account' || n || '@customer.example',
             CASE n WHEN 3 THEN 'NEEDS_CONSENT' ELSE 'ACTIVE' END,
             CASE n WHEN 3 THEN 'revoked' END, 'mail', 'mail', 's', 1, 1, 'f',
             eg_now() + interval '1 year', eg_now() - interval '60 days'
      FROM generate_series(1, 6) n
      """;

  /** Nine days, every half hour another of six grants; the third dies on a Tuesday at noon. */
  private static final String EVENTS =
      """
      INSERT INTO audit_event (tenant_id, at, type, actor_kind, actor_name, grant_id, provider_id,
                               attempt_id, terminal, outcome, details)
      SELECT '%1$s', t.at, 'refresh_ended', 'timer', 'node1', md5('%1$s' || (t.n %% 6 + 1))::uuid,
             '%2$s', gen_random_uuid(), true,
             CASE WHEN t.dies THEN 'consent_lost' ELSE 'renewed' END,
             CASE WHEN t.dies THEN '{"cause": "revoked", "error": "invalid_grant", "http_status": "400",
               "error_description": "Token was revoked by the resource owner"}'::jsonb
             ELSE '{"cause": "rotated", "http_status": "200", "trigger": "timer"}'::jsonb END
      FROM (SELECT n, eg_now() - (432 - n) * interval '30 minutes' AS at,
                   n %% 6 = 2
                   AND eg_now() - (432 - n) * interval '30 minutes' >= timestamptz '%3$s 12:00Z'
                   AND eg_now() - (432 - n) * interval '30 minutes' < timestamptz '%3$s 15:00Z' AS dies
            FROM generate_series(1, 431) n) t
      ORDER BY t.n
      """;

  private final Stack stack = Stack.shared();
  private final OwnTenant house = OwnTenant.in(stack, 0);
  private final Login login =
      new Login("auditor@" + house.id() + ".example", RandomSecret.password());
  private final UUID provider = UUID.randomUUID();
  private final LocalDate tuesday =
      LocalDate.now(ZoneOffset.UTC)
          .minusDays(1)
          .with(TemporalAdjusters.previousOrSame(DayOfWeek.TUESDAY));
  private final Walker otto = new Walker(stack.base());
  @TempDir private Path folder = Path.of("");

  @BeforeAll
  void nine_days() {
    sql(
        "SELECT eg_create_member(gen_random_uuid(), '%s', '%s', 'Otto', 'AUDITOR', '%s')"
            .formatted(
                house.id(), login.email(), new Argon2idHash().of(new Password(login.password()))));
    for (var rows : List.of(PROVIDER, GRANTS, EVENTS)) {
      sql(rows.formatted(house.id(), provider, tuesday));
    }
    otto.signIn(login);
  }

  @AfterAll
  void close() {
    otto.assertNoComplaints();
    otto.close();
    sql("DELETE FROM oauth_grant WHERE tenant_id = '%s'".formatted(house.id()));
  }

  @Test
  @Order(1)
  void a_question_finds_the_death_and_the_death_leads_to_all_it_touches() {
    otto.page.click("nav a[href='/audit']");
    // a chart that takes too long is left out
    otto.awaitPage("nine days", () -> otto.page.locator("svg.chart rect").count() >= 9);
    otto.page.fill(
        "#q",
        "outcome:consent_lost provider:\"Xero books\" after:%s before:%s -actor:person \"REVOKED by\""
            .formatted(tuesday, tuesday.plusDays(1)));
    otto.page.press("#q", "Enter");
    assertThat(otto.page.innerText("#count")).isEqualTo("One event");
    otto.awaitPage("its day", () -> otto.page.locator("svg.chart rect").count() > 0);
    otto.page.click("tbody summary");
    otto.page.click("tbody dd a");
    assertThat(otto.at()).matches("/audit/\\d+");
    assertThat(otto.page.innerText("main"))
        .contains("account3@customer.example", "Xero books", "invalid_grant")
        .contains("Token was revoked by the resource owner");
    var event = otto.at();
    otto.awaitPage("it is linked", () -> otto.page.locator("a[rel=prev]").count() == 1);
    otto.page.click("#facts ~ dl a[href='/grants/" + grant() + "']");
    assertThat(otto.page.innerText("main")).contains("account3@customer.example");
    otto.go(event);
    otto.page.click("#more ~ ul a[href*='grant']");
    assertThat(otto.page.innerText("#count")).as("its whole life").isEqualTo("72 events");
    assertThat(otto.page.innerText("tbody")).contains("Consent lost: withdrawn");
  }

  /** As the rows were made. */
  private UUID grant() {
    return UUID.fromString(sql("SELECT md5('%s3')::uuid::text".formatted(house.id())));
  }

  @Test
  @Order(2)
  void P18_the_week_is_exported_and_verified_offline_as_the_page_says() throws IOException {
    var wednesday = tuesday.plusDays(1);
    otto.go("/audit/exports");
    otto.page.fill("#from", wednesday.minusDays(7) + "T00:00Z");
    otto.page.fill("#until", wednesday + "T00:00Z");
    otto.page.click("#ask");
    assertThat(otto.at()).startsWith("/audit/exports/");
    otto.awaitPage(
        "the export",
        () -> {
          // nobody waits a minute for a checkpoint
          sql(
              ("UPDATE audit_sequencer SET unsigned_since = eg_now() - interval '2 minutes'"
                      + " WHERE tenant_id = '%s' AND linked > signed RETURNING '1'")
                  .formatted(house.id()));
          return otto.page.locator("#download").count() == 1;
        });
    var export = otto.page.waitForDownload(() -> otto.page.click("#download"));
    export.saveAs(folder.resolve("audit.jsonl"));
    var manifest = otto.context().request().get(stack.base() + otto.at() + "/manifest");
    Files.writeString(folder.resolve("manifest.json"), manifest.text());

    Files.copy(Path.of("target/evergrant-verifier.jar"), folder.resolve("evergrant-verifier.jar"));
    Files.writeString(folder.resolve("audit.pub"), AuditKeys.of(stack.stores().vault()));
    Files.copy(stack.checkpoints(), folder.resolve("node1.jsonl"));
    var page = Files.readString(Path.of("docs/audit.md"));
    var script =
        page.lines().filter(line -> line.startsWith("member() ")).findFirst().orElseThrow();
    script += "\n" + step(page, "sha256sum --check") + step(page, "java -jar");
    var done = shell(script);
    assertThat(done.succeeded()).as(done.output() + done.errors()).isTrue();
    assertThat(done.output()).contains("audit.jsonl: OK", "GENUINE: events ");
    assertThat(Files.readString(folder.resolve("audit.jsonl")))
        .contains("Token was revoked by the resource owner");

    // whoever hands it over has made the death look like a success
    var lines = Files.readString(folder.resolve("audit.jsonl"));
    Files.writeString(
        folder.resolve("audit.jsonl"),
        lines.replace("\"outcome\":\"consent_lost\"", "\"outcome\":\"renewed\""));
    var altered = shell(step(page, "java -jar"));
    assertThat(altered.exit()).as(altered.output()).isEqualTo(1);
    assertThat(altered.output()).contains("TAMPERED: line ");
  }

  /** The one block of commands of the page that does this. */
  private static String step(String page, String command) {
    var blocks =
        SHELL
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .filter(block -> block.contains(command))
            .toList();
    assertThat(blocks).as("commands with " + command + " in docs/audit.md").hasSize(1);
    return blocks.getFirst();
  }

  private Tool shell(String script) {
    // the verifier asks for a newer Java than may be the first on the machine's path
    var path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
    return Tool.run(
        folder, Map.of("PATH", path), Duration.ofSeconds(60), List.of("sh", "-euc", script));
  }

  /** The first value that it answers; empty for none. */
  private String sql(String statement) {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var running = connection.createStatement()) {
      var hasRows = running.execute(statement);
      if (!hasRows) {
        return "";
      }
      try (var rows = running.getResultSet()) {
        return rows.next() ? String.valueOf(rows.getString(1)) : "";
      }
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
