package io.evergrant.bench;

import io.evergrant.bench.Plans.Plan;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;

/**
 * The list of grants, filtered in every way, on its first page and on the one before the last. It
 * has one order, by account.
 */
final class GrantLists {
  private static final double AIM_MILLIS = 100;
  private static final int SIZE = 50;

  /** No other statement has this end. */
  private static final String THE_LIST = "ORDER BY g.account_key, g.id";

  private final LargeLog large;
  private final Map<String, String> addresses = new LinkedHashMap<>();

  GrantLists(LargeLog large) throws SQLException {
    this.large = large;
    try (var connection = large.stack().stores().postgres().superuser("evergrant")) {
      var provider =
          one(connection, "SELECT id FROM provider WHERE tenant_id = ? AND name = 'Xero'");
      var from = LocalDate.now(ZoneOffset.UTC).minusDays(300);
      var before = LocalDate.now(ZoneOffset.UTC).minusDays(30);
      add(connection, "", "true");
      add(connection, "status=active", "status = 'ACTIVE'");
      add(connection, "status=needs_consent", "status = 'NEEDS_CONSENT'");
      add(connection, "cause=revoked", "status_cause = 'revoked'");
      add(connection, "provider=" + provider, "provider_id = '" + provider + "'");
      add(connection, "q=customer12", "account LIKE '%customer12%'");
      add(connection, "q=no-such-account", "false");
      add(connection, "scope=mail", "scope_granted LIKE '%mail%'");
      var consented = "consented_at >= '%s' AND consented_at < '%s'".formatted(from, before);
      add(connection, "from=%s&before=%s".formatted(from, before), consented);
      add(
          connection,
          "ends=30",
          "NOT refresh_end_slides AND refresh_expires_at < eg_now() + interval '30 days'");
      add(connection, "rotation=not_seen", "refreshes = 0");
      add(
          connection,
          "q=customer&status=active&provider=%s&scope=mail&from=%s&rotation=not_seen"
              .formatted(provider, from),
          "status = 'ACTIVE' AND provider_id = '%s' AND consented_at >= '%s'"
              .formatted(provider, from));
    }
  }

  private void add(Connection connection, String query, String where) throws SQLException {
    var name = query.replaceAll("[0-9a-f-]{36}", "one").replaceAll("\\d{4}-\\d\\d-\\d\\d", "day");
    var asked = query.isEmpty() ? "" : "?" + query;
    addresses.put(
        "/grants" + (query.isEmpty() ? "" : "?" + name) + ", first page", "/grants" + asked);
    var sql =
        """
        SELECT concat('after=', id, '&account=', account)
        FROM oauth_grant
        WHERE tenant_id = ?
          AND %s
        ORDER BY account_key DESC, id DESC
        OFFSET %d
        LIMIT 1
        """
            .formatted(where, SIZE);
    var after = one(connection, sql);
    if (!after.isEmpty()) {
      var account = after.substring(after.lastIndexOf('=') + 1);
      var key =
          after.substring(0, after.length() - account.length())
              + URLEncoder.encode(account, StandardCharsets.UTF_8);
      addresses.put(
          "/grants" + (query.isEmpty() ? "" : "?" + name) + ", last page",
          "/grants" + (query.isEmpty() ? "?" : asked + "&") + key);
    }
  }

  /** Empty where there is none. */
  private String one(Connection connection, String sql) throws SQLException {
    try (var query = connection.prepareStatement(sql)) {
      query.setObject(1, large.tenant().id());
      try (var row = query.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  /** By what they are called. */
  Map<String, String> addresses() {
    return addresses;
  }

  /** How long the list's statement takes in the database, and its plan with all steps. */
  JSONArray measure(
      Plans plans, Loads loads, int times, Consumer<Target> aim, Consumer<String> kept)
      throws IOException, SQLException {
    var found = new LinkedHashMap<String, List<Double>>();
    plans.onlyTimes();
    for (var list : addresses.entrySet()) {
      var millis = new ArrayList<Double>();
      for (var i = 0; i < times; i++) {
        theLists(plans.of(() -> loads.body(list.getValue())))
            .forEach(plan -> millis.add(plan.millis()));
      }
      found.put(list.getKey(), millis);
    }
    plans.stepsOver(0);
    var lines = new JSONArray();
    for (var list : addresses.entrySet()) {
      kept.accept("== " + list.getKey() + "\n");
      theLists(plans.of(() -> loads.body(list.getValue())))
          .forEach(plan -> kept.accept(plan.text()));
      lines.add(line(list.getKey(), found.getOrDefault(list.getKey(), List.of()), aim));
    }
    return lines;
  }

  private static List<Plan> theLists(List<Plan> plans) {
    return plans.stream().filter(plan -> plan.text().contains(THE_LIST)).toList();
  }

  private static JSONObject line(String name, List<Double> millis, Consumer<Target> aim) {
    if (millis.isEmpty()) {
      throw new IllegalStateException("No statement of the list was logged: " + name);
    }
    var p95 = Quantiles.of(millis).at(0.95);
    aim.accept(Target.atMost("milliseconds in the database of " + name, p95, AIM_MILLIS));
    System.out.printf(
        "%-110s in the database p50 %6.1f ms, p95 %6.1f ms%n",
        name, Quantiles.of(millis).at(0.5), p95);
    var json = new JSONObject();
    json.put("list", name);
    json.put("times", millis.size());
    json.put("database_p50_ms", Quantiles.of(millis).at(0.5));
    json.put("database_p95_ms", p95);
    return json;
  }
}
