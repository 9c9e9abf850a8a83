package io.evergrant.bench;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

/**
 * A log of millions: how long do auditors' questions take, and how long and heavy is each page? All
 * of it is measured from outside, on one kept connection: what HTTP costs is in it.
 */
class AuditBench {
  private static final Path FOLDER = Path.of("target/bench");
  private static final int EVENTS = Integer.getInteger("evergrant.bench.events", 5_000_000);
  private static final int GRANTS = Integer.getInteger("evergrant.bench.all-grants", 100_000);
  private static final int TIMES = Integer.getInteger("evergrant.bench.times", 20);
  private static final int WARM_UP = 3;
  private static final double QUESTION_MILLIS = 300;
  private static final double PAGE_MILLIS = 150;
  private static final int PAGE_BYTES = 60_000;

  private final Stack stack = Stack.shared();
  private final List<String> missed = new ArrayList<>();
  private final JSONObject report = new JSONObject();

  @Test
  void questions_and_pages() throws IOException, SQLException {
    var large = LargeLog.write(stack, GRANTS, EVENTS);
    report.put("events", EVENTS);
    report.put("grants", GRANTS);
    var admin = Visitor.signedIn(stack.base(), large.tenant().admins().getFirst());
    var loads = loads(large, admin);
    // the timers look at a tenant of this size for the first time
    Until.within(Duration.ofSeconds(10), () -> false);
    ask(loads);
    pages(loads, admin);
    write();
    plans(large);
    missed.forEach(line -> System.out.println("  missed: " + line));
  }

  private Loads loads(LargeLog large, Visitor admin) {
    return new Loads(stack.base(), admin.cookieHeader(), large.key(admin).reveal());
  }

  /** As people ask: words, qualifiers, ranges, and all of them together. */
  private static List<String> questions() {
    var today = LocalDate.now(ZoneOffset.UTC);
    var week = today.minusDays(7);
    return List.of(
        "",
        "outcome:consent_lost",
        "outcome:unknown \"reset by peer\"",
        "outcome:consent_lost provider:Xero after:" + today.minusDays(30),
        "outcome:consent_lost provider:xero after:%s -actor:timer \"reset by peer\""
            .formatted(week),
        "provider:HubSpot after:%s before:%s".formatted(week, week.plusDays(1)),
        "provider:\"Google Drive\" outcome:deferred",
        "status:5xx after:" + week,
        "error:invalid_grant",
        "error:invalid_grant provider:Slack",
        "cause:revoked after:" + today.minusDays(60),
        "actor:person",
        "actor:person7@tenant.example",
        "actor:api_key after:" + today.minusDays(2),
        "actor:\"api_key:worker-7\"",
        "type:grant_paused",
        "type:token_released provider:Zoom",
        "type:refresh_ended outcome:renewed after:" + week,
        "grant:customer-4711",
        "grant:account815@customer815.example outcome:renewed",
        "node:node1 after:" + today.minusDays(1),
        "trigger:timer outcome:unknown",
        "after:%s before:%s".formatted(today.minusDays(45), today.minusDays(44)),
        "revoked",
        "\"revoked by 500\"",
        "case 4999",
        "no-such-word-anywhere",
        "-outcome:renewed -actor:timer",
        "customer42",
        "type:consent_ended after:%s customer1500".formatted(today.minusDays(90)));
  }

  private void ask(Loads loads) throws IOException {
    var all = new ArrayList<Double>();
    var lines = new JSONArray();
    for (var question : questions()) {
      var q = URLEncoder.encode(question, StandardCharsets.UTF_8);
      var api = "/api/v1/audit-events?limit=50" + (question.isEmpty() ? "" : "&q=" + q);
      var page = "/audit" + (question.isEmpty() ? "" : "?q=" + q);
      var line = new JSONObject();
      line.put("question", question);
      var ofApi = loads.times(api, WARM_UP, TIMES);
      var ofPage = loads.times(page, WARM_UP, TIMES);
      var further = loads.body(api).contains("\"searched_to\":\"");
      line.put("api_p95_ms", Quantiles.of(ofApi).at(0.95));
      line.put("page_p95_ms", Quantiles.of(ofPage).at(0.95));
      line.put("searches_on", further);
      lines.add(line);
      all.addAll(ofApi);
      all.addAll(ofPage);
      System.out.printf(
          "%-80s api p95 %6.1f ms, page p95 %6.1f ms%s%n",
          question,
          Quantiles.of(ofApi).at(0.95),
          Quantiles.of(ofPage).at(0.95),
          further ? ", searching on" : "");
      aim("question " + question, Quantiles.of(ofApi).at(0.95), QUESTION_MILLIS);
      aim("page of question " + question, Quantiles.of(ofPage).at(0.95), QUESTION_MILLIS);
    }
    report.put("questions", lines);
    report.put("questions_p95_ms", Quantiles.of(all).at(0.95));
    System.out.printf("all questions: p95 %.1f ms%n", Quantiles.of(all).at(0.95));
    write();
  }

  private void aim(String what, double measured, double aim) {
    var target = Target.atMost(what, measured, aim);
    if (target.isMissed()) {
      missed.add(target.inWords());
    }
  }

  private Map<String, String> addresses(Visitor admin) {
    var pages = new LinkedHashMap<String, String>();
    for (var path :
        List.of(
            "/",
            "/grants",
            "/grants?status=needs_consent",
            "/grants?q=account4711",
            "/grants?scope=mail",
            "/providers",
            "/providers/new",
            "/catalogue",
            "/catalogue/google",
            "/audit",
            "/audit/types",
            "/audit/exports",
            "/audit/verify",
            "/keys",
            "/keys/new",
            "/links",
            "/webhooks",
            "/webhooks/new",
            "/notices",
            "/notices/mine",
            "/members",
            "/members/new",
            "/settings",
            "/bulk-acts",
            "/bulk-acts/new?act=pause&which=all&status=needs_consent",
            "/hand-overs",
            "/grants/import")) {
      pages.put(path, path);
    }
    for (var list :
        Map.of("/grants", "grant", "/providers", "provider", "/audit", "event").entrySet()) {
      var link =
          admin.get(list.getKey()).document().select("main a[href]").eachAttr("href").stream()
              .filter(href -> href.matches(list.getKey() + "/([0-9a-f-]{36}|[0-9]+)"))
              .findFirst();
      link.ifPresent(href -> pages.put("a " + list.getValue(), href));
    }
    return pages;
  }

  private void pages(Loads loads, Visitor admin) throws IOException {
    var all = new ArrayList<Double>();
    var lines = new JSONArray();
    for (var page : addresses(admin).entrySet()) {
      var times = loads.times(page.getValue(), WARM_UP, TIMES);
      var weight = loads.weight(page.getValue());
      all.addAll(times);
      var line = new JSONObject();
      line.put("page", page.getKey());
      line.put("p50_ms", Quantiles.of(times).at(0.5));
      line.put("p95_ms", Quantiles.of(times).at(0.95));
      line.put("bytes", weight);
      lines.add(line);
      System.out.printf(
          "%-60s p50 %6.1f ms, p95 %6.1f ms, %6.1f kB with what it loads%n",
          page.getKey(),
          Quantiles.of(times).at(0.5),
          Quantiles.of(times).at(0.95),
          weight / 1000.0);
      aim("milliseconds of " + page.getKey(), Quantiles.of(times).at(0.95), PAGE_MILLIS);
      aim("bytes of " + page.getKey(), (double) weight, PAGE_BYTES);
    }
    report.put("pages", lines);
    report.put("pages_p95_ms", Quantiles.of(all).at(0.95));
    System.out.printf("all pages: p95 %.1f ms%n", Quantiles.of(all).at(0.95));
  }

  private void write() throws IOException {
    report.put("missed", missed);
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("audit.json"), report.toJSONString());
    Files.writeString(FOLDER.resolve("audit.svg"), svg());
  }

  /** A bar for each question and page, the longest first, and the line that is aimed at. */
  private String svg() {
    var bars = new ArrayList<Map.Entry<String, Double>>();
    for (var kind : List.of("questions", "pages")) {
      if (report.get(kind) instanceof JSONArray lines) {
        for (var line : lines) {
          var json = (JSONObject) line;
          var isPage = kind.equals("pages");
          bars.add(
              Map.entry(
                  isPage ? json.getAsString("page") : "? " + json.getAsString("question"),
                  json.getAsNumber(isPage ? "p95_ms" : "page_p95_ms").doubleValue()));
        }
      }
    }
    bars.sort(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()));
    var body = new StringBuilder();
    var y = 30;
    for (var bar : bars) {
      var name = bar.getKey().replace("&", "&amp;").replace("<", "&lt;");
      body.append(
          "<text x=\"8\" y=\"%d\">%s</text><rect x=\"520\" y=\"%d\" width=\"%.1f\" height=\"11\" fill=\"#2f6f4f\"/><text x=\"%.1f\" y=\"%d\">%.0f</text>%n"
              .formatted(y, name, y - 10, bar.getValue(), 526 + bar.getValue(), y, bar.getValue()));
      y += 16;
    }
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 %1$d" font-family="sans-serif" font-size="11">
    <rect width="1000" height="%1$d" fill="#fff"/><text x="520" y="14">p95, milliseconds; the lines stand at 150 and 300</text>
    %2$s<path d="M670 18V%1$d M820 18V%1$d" stroke="#b5651d"/></svg>
    """
        .formatted(y, body);
  }

  /** Each question and page once more, by a portal whose every statement leaves its plan. */
  private void plans(LargeLog large) throws IOException, SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      statement.execute("LOAD 'auto_explain'");
      for (var setting :
          List.of(
              "session_preload_libraries = 'auto_explain'",
              "auto_explain.log_min_duration = 5",
              "auto_explain.log_analyze = on",
              "auto_explain.log_buffers = on")) {
        statement.execute("ALTER SYSTEM SET " + setting);
      }
      statement.execute("SELECT pg_reload_conf()");
    }
    stack.crashAndRestartPortal();
    var log = stack.stores().postgres().process().log();
    var before = Files.size(log);
    var login = large.tenant().admins().getFirst();
    var loads = new Loads(stack.base(), Visitor.signedIn(stack.base(), login).cookieHeader(), "");
    for (var question : questions()) {
      loads.body("/audit?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
    }
    for (var page : List.of("/", "/grants", "/providers", "/notices", "/grants?q=account4711")) {
      loads.body(page);
    }
    var written = Files.readAllBytes(log);
    Files.write(
        FOLDER.resolve("audit-plans.txt"),
        Arrays.copyOfRange(written, (int) before, written.length));
  }
}
