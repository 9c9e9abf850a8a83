package io.evergrant.bench;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.process.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

/**
 * How long after an event is it linked into its tenant's chain, for everybody to see? PostgreSQL is
 * told to keep the time of each commit, so nothing looks while it is measured. First one refresh
 * after the other in one tenant, then all grants of many tenants at once, again and again.
 */
class LinkLatencyBench {
  private static final String MODE = "linked";
  private static final int TENANTS = Integer.getInteger("evergrant.bench.linking", 20);
  private static final int ROUNDS = Integer.getInteger("evergrant.bench.rounds", 10);

  /** Of each tenant. */
  private static final int GRANTS = 50;

  private static final int WARM_UP = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double AIM_MILLIS = 1_000;

  private final Report report = new Report("linking");

  @Test
  void events_are_linked() throws IOException, SQLException {
    var folder = Files.createTempDirectory("evergrant-bench");
    try (var stack = Stack.start(Stack.Plan.in(folder))) {
      keepCommitTimes(stack);
      measure(stack);
    } finally {
      PrivateFiles.wipe(folder);
    }
  }

  private static void keepCommitTimes(Stack stack) throws SQLException {
    var postgres = stack.stores().postgres();
    try (var connection = postgres.superuser("evergrant");
        var statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET track_commit_timestamp = on");
    }
    postgres.restart();
  }

  private void measure(Stack stack) throws IOException, SQLException {
    stack.provider().settings(MODE, Map.of("access_life_s", 86_400));
    var herds = new ArrayList<Herd>();
    try {
      for (var i = 0; i < TENANTS; i++) {
        var herd = new Herd(stack, new TenantId(OwnTenant.in(stack, 0).id()));
        herds.add(herd);
        herd.grow(MODE, GRANTS);
      }
      for (var round = 1; round <= WARM_UP; round++) {
        refreshAll(herds, round);
      }
      alone(stack, herds.getFirst());
      loaded(stack, herds);
    } finally {
      for (var herd : herds) {
        herd.close();
      }
    }
  }

  private void alone(Stack stack, Herd herd) throws IOException, SQLException {
    awaitLinks(List.of(herd));
    herd.begin();
    var begin = herd.due();
    var since = new Servers(stack).begin();
    new Alone(herd).millis(herd.grants());
    var load = since.end();
    awaitLinks(List.of(herd));
    report.keep(found("one refresh after the other", List.of(herd), begin, load));
  }

  private void loaded(Stack stack, List<Herd> herds) throws IOException, SQLException {
    awaitLinks(herds);
    var first = herds.getFirst();
    first.begin();
    var begin = first.due();
    var since = new Servers(stack).begin();
    // the first herd's grants were refreshed once more, alone
    for (var round = 1; round <= ROUNDS; round++) {
      for (var herd : herds) {
        herd.makeDue();
      }
      for (var herd : herds) {
        var times = WARM_UP + round + (herd.equals(first) ? 1 : 0);
        Herd.await("all are refreshed", PATIENCE, () -> herd.isRefreshed(GRANTS, times));
      }
    }
    var load = since.end();
    awaitLinks(herds);
    report.keep(found("all grants of all tenants at once", herds, begin, load));
  }

  private static void refreshAll(List<Herd> herds, int round) throws SQLException {
    for (var herd : herds) {
      herd.makeDue();
    }
    for (var herd : herds) {
      Herd.await("all are refreshed", PATIENCE, () -> herd.isRefreshed(GRANTS, round));
    }
  }

  private static void awaitLinks(List<Herd> herds) {
    for (var herd : herds) {
      Herd.await("all is linked", PATIENCE, herd::isLinked);
    }
  }

  private static Found found(String how, List<Herd> herds, Timestamp begin, Load load)
      throws SQLException {
    var sql =
        """
        SELECT extract(epoch FROM pg_xact_commit_timestamp(l.xmin) - e.at) * 1000,
               extract(epoch FROM pg_xact_commit_timestamp(l.xmin) - pg_xact_commit_timestamp(e.xmin)) * 1000
        FROM audit_event e
        JOIN audit_link l ON l.tenant_id = e.tenant_id AND l.number = e.number
        WHERE e.tenant_id = ANY (?)
          AND e.at >= ?
        """;
    var connection = herds.getFirst().connection;
    var fromTime = new ArrayList<Double>();
    var fromCommit = new ArrayList<Double>();
    try (var query = connection.prepareStatement(sql)) {
      query.setArray(1, tenants(connection, herds));
      query.setTimestamp(2, begin);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          fromTime.add(rows.getDouble(1));
          fromCommit.add(rows.getDouble(2));
        }
      }
    }
    return new Found(how, herds.size(), Quantiles.of(fromTime), Quantiles.of(fromCommit), load);
  }

  private static Array tenants(Connection connection, List<Herd> herds) throws SQLException {
    var ids = herds.stream().map(herd -> herd.tenant.value()).toArray(UUID[]::new);
    return connection.createArrayOf("uuid", ids);
  }

  /**
   * Milliseconds until others can see the link.
   *
   * @param fromTime from the time that the event says
   * @param fromCommit from when others could see the event
   */
  private record Found(String how, int tenants, Quantiles fromTime, Quantiles fromCommit, Load load)
      implements Figures {
    private int events() {
      return fromTime.sorted().length;
    }

    @Override
    public List<Target> targets() {
      return List.of(Target.atMost("latest link after its event, ms", fromTime.at(1), AIM_MILLIS));
    }

    @Override
    public String whatBinds() {
      return load.inWords();
    }

    @Override
    public JSONObject toJson() {
      var json = new JSONObject();
      json.put("scenario", "linking, " + how);
      json.put("tenants", tenants);
      json.put("events", events());
      json.put("events_per_second", events() / load.seconds());
      put(json, "from_time", fromTime);
      put(json, "from_commit", fromCommit);
      json.put("load", load.toJson());
      return json;
    }

    private static void put(JSONObject json, String name, Quantiles of) {
      json.put(name + "_p50_ms", of.at(0.5));
      json.put(name + "_p99_ms", of.at(0.99));
      json.put(name + "_max_ms", of.at(1));
    }

    @Override
    public String inWords() {
      return """
      linking, %s: %d events of %d tenants, %.0f a second
        event's time to linked    p50 %.0f ms, p99 %.0f ms, max %.0f ms
        its commit to linked      p50 %.0f ms, p99 %.0f ms, max %.0f ms
        %s
      """
          .formatted(
              how,
              events(),
              tenants,
              events() / load.seconds(),
              fromTime.at(0.5),
              fromTime.at(0.99),
              fromTime.at(1),
              fromCommit.at(0.5),
              fromCommit.at(0.99),
              fromCommit.at(1),
              load.inWords());
    }
  }
}
