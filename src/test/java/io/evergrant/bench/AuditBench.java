package io.evergrant.bench;

import io.evergrant.browser.EveryVisit;
import io.evergrant.browser.EveryVisit.Who;
import io.evergrant.browser.FullHouse;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

/**
 * A log of millions: how long do auditors' questions take, how long and heavy is each page that
 * anybody can open, and what does the list of all grants cost the database? What is told of pages
 * and questions is measured from outside, on one kept connection: what HTTP costs is in it.
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

  /** A statement that takes longer leaves its plan. */
  private static final int PLAN_MILLIS = 5;

  /** A hand-over's half hour is over before so large a log is written. */
  private static final String STILL_ASKED =
      """
      UPDATE hand_over
      SET asked_at = eg_now() - interval '1 minute', ends_at = eg_now() + interval '28 minutes'
      WHERE tenant_id = ?
      """;

  private final Stack stack = Stack.shared();
  private final List<Target> aims = new ArrayList<>();
  private final JSONObject report = new JSONObject();
  private final Map<Who, Loads> loads = new EnumMap<>(Who.class);
  private final StringBuilder plansKept = new StringBuilder();

  @Test
  void questions_and_pages() throws IOException, SQLException {
    var house = FullHouse.in(stack);
    var large = LargeLog.write(stack, house.tenant(), GRANTS, EVENTS);
    askAgain(large);
    report.put("machine", Report.machine());
    report.put("events", EVENTS);
    report.put("grants", GRANTS);
    var every = EveryVisit.in(stack, house);
    for (var who : Who.values()) {
      var key = who == Who.ADMIN ? large.key(every.person(who)).reveal() : "";
      loads.put(who, new Loads(stack.base(), every.person(who).cookieHeader(), key));
    }
    var lists = new GrantLists(large);
    // the timers look at a tenant of this size for the first time
    Until.within(Duration.ofSeconds(10), () -> false);
    ask(by(Who.ADMIN));
    var pages = pages(every, lists);
    pages(pages);
    write();
    plans(lists, pages);
    write();
    tell();
  }

  private void askAgain(LargeLog large) throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var update = connection.prepareStatement(STILL_ASKED)) {
      update.setObject(1, large.tenant().id());
      update.executeUpdate();
    }
  }

  private Loads by(Who who) {
    return Objects.requireNonNull(loads.get(who));
  }

  private void ask(Loads admin) throws IOException {
    var all = new ArrayList<Double>();
    var lines = new JSONArray();
    for (var question : Questions.all()) {
      var q = URLEncoder.encode(question, StandardCharsets.UTF_8);
      var api = "/api/v1/audit-events?limit=50" + (question.isEmpty() ? "" : "&q=" + q);
      var ofApi = admin.times(api, WARM_UP, TIMES);
      var ofPage = admin.times(page(question), WARM_UP, TIMES);
      var further = admin.body(api).contains("\"searched_to\":\"");
      all.addAll(ofApi);
      all.addAll(ofPage);
      lines.add(line(question, Quantiles.of(ofApi), Quantiles.of(ofPage), further));
    }
    report.put("questions", lines);
    report.put("questions_p95_ms", Quantiles.of(all).at(0.95));
    System.out.printf("all questions: p95 %.1f ms%n", Quantiles.of(all).at(0.95));
    write();
  }

  private static String page(String question) {
    var q = URLEncoder.encode(question, StandardCharsets.UTF_8);
    return "/audit" + (question.isEmpty() ? "" : "?q=" + q);
  }

  private JSONObject line(String question, Quantiles api, Quantiles page, boolean further) {
    System.out.printf(
        "%-80s api p95 %6.1f ms, page p95 %6.1f ms%s%n",
        question, api.at(0.95), page.at(0.95), further ? ", searching on" : "");
    // an answer that says it is searching on may take its time
    if (!further) {
      aims.add(Target.atMost("ms of question " + question, api.at(0.95), QUESTION_MILLIS));
      aims.add(
          Target.atMost("ms of the page of question " + question, page.at(0.95), QUESTION_MILLIS));
    }
    var line = new JSONObject();
    line.put("question", question);
    line.put("api_p95_ms", api.at(0.95));
    line.put("page_p95_ms", page.at(0.95));
    line.put("searches_on", further);
    return line;
  }

  /** What anybody can open, and the lists of grants as an admin sees them. */
  private static Map<String, Opened> pages(EveryVisit every, GrantLists lists) {
    var pages = new LinkedHashMap<String, Opened>();
    every.visits().stream()
        .filter(visit -> visit.status() == 200)
        .forEach(visit -> pages.put(named(visit), new Opened(visit.who(), visit.path())));
    lists.addresses().forEach((name, path) -> pages.put(name, new Opened(Who.ADMIN, path)));
    return pages;
  }

  /** Without what differs from run to run. */
  private static String named(EveryVisit.Visit visit) {
    return visit
        .toString()
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "one")
        .replaceAll("/(activate|connect|authorize)/[\\w-]{20,}", "/$1/one");
  }

  private record Opened(Who who, String path) {}

  private void pages(Map<String, Opened> pages) {
    var all = new ArrayList<Double>();
    var lines = new JSONArray();
    for (var page : pages.entrySet()) {
      var opened = page.getValue();
      var times = by(opened.who()).times(opened.path(), WARM_UP, TIMES);
      all.addAll(times);
      var weight = by(opened.who()).weight(opened.path());
      lines.add(line(page.getKey(), Quantiles.of(times), weight));
    }
    report.put("pages", lines);
    report.put("pages_p95_ms", Quantiles.of(all).at(0.95));
    System.out.printf("all %d pages: p95 %.1f ms%n", pages.size(), Quantiles.of(all).at(0.95));
  }

  private JSONObject line(String page, Quantiles times, long weight) {
    System.out.printf(
        "%-60s p50 %6.1f ms, p95 %6.1f ms, %6.1f kB with what it loads%n",
        page, times.at(0.5), times.at(0.95), weight / 1000.0);
    aims.add(Target.atMost("milliseconds of " + page, times.at(0.95), PAGE_MILLIS));
    aims.add(Target.atMost("bytes of " + page, (double) weight, PAGE_BYTES));
    var line = new JSONObject();
    line.put("page", page);
    line.put("p50_ms", times.at(0.5));
    line.put("p95_ms", times.at(0.95));
    line.put("bytes", weight);
    return line;
  }

  private void write() throws IOException {
    var told = new JSONArray();
    aims.forEach(target -> told.add(target.toJson()));
    report.put("aims", told);
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("audit.json"), report.toJSONString());
    Files.writeString(FOLDER.resolve("audit.svg"), svg());
    Files.writeString(FOLDER.resolve("audit-plans.txt"), plansKept.toString());
  }

  private void tell() {
    var missed = aims.stream().filter(Target::isMissed).toList();
    System.out.printf("  reached: %d of %d aims%n", aims.size() - missed.size(), aims.size());
    missed.forEach(target -> System.out.println("  missed: " + target.inWords()));
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

  /** Each list, question and page once more, while PostgreSQL tells what it does. */
  private void plans(GrantLists lists, Map<String, Opened> pages) throws IOException, SQLException {
    try (var plans = Plans.of(stack, () -> serves(by(Who.ADMIN)))) {
      var measured = lists.measure(plans, by(Who.ADMIN), TIMES, aims::add, plansKept::append);
      report.put("grant_lists", measured);
      plans.stepsOver(PLAN_MILLIS);
      for (var question : Questions.all()) {
        keep(plans, "question " + question, by(Who.ADMIN), page(question));
      }
      for (var page : pages.entrySet()) {
        var opened = page.getValue();
        keep(plans, page.getKey(), by(opened.who()), opened.path());
      }
    }
  }

  private static boolean serves(Loads admin) {
    try {
      admin.body("/");
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private void keep(Plans plans, String what, Loads by, String path) throws IOException {
    plansKept.append("== ").append(what).append('\n');
    plans.of(() -> by.body(path)).forEach(plan -> plansKept.append(plan.text()));
  }
}
