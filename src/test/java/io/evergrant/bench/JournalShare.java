package io.evergrant.bench;

import io.evergrant.adapter.postgresql.Db;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.RefreshJournalStore;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.Claim;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.outcome.ProviderSign;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.testkit.Stack;
import io.evergrant.usecase.port.RefreshJournal.Ending;
import io.evergrant.usecase.port.RefreshJournal.Stored;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.minidev.json.JSONObject;

/**
 * What intent and log cost: the portal's own statements for claim, sent and end (with its event),
 * one after the other on one connection, with nothing in between.
 */
final class JournalShare {
  private static final Actor TIMER = new Actor.Timer("bench");
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Stack stack;
  private final Herd herd;

  JournalShare(Stack stack, Herd herd) {
    this.stack = stack;
    this.herd = herd;
  }

  /**
   * Measures.
   *
   * @param refreshMillis what a whole refresh took in the same run
   * @param refreshCpu CPU seconds of all servers for a thousand refreshes in the same run
   */
  Figures measure(List<GrantId> grants, double refreshMillis, double refreshCpu)
      throws SQLException {
    try (var connection = new OneConnection(stack.stores().database())) {
      var db = new Db(connection);
      var journal = new RefreshJournalStore(db);
      var store = new GrantStore(db);
      var half = grants.size() / 2;
      grants.subList(0, half).forEach(grant -> refresh(journal, store, grant));
      var measured = grants.subList(half, grants.size());
      var threads = ManagementFactory.getThreadMXBean();
      var postgres = stack.stores().postgres().process();
      var cpu = Cpu.seconds(postgres);
      var own = threads.getCurrentThreadCpuTime();
      var begin = System.nanoTime();
      measured.forEach(grant -> refresh(journal, store, grant));
      var millis = (System.nanoTime() - begin) / 1e6 / measured.size();
      var seconds = Cpu.seconds(postgres) - cpu + (threads.getCurrentThreadCpuTime() - own) / 1e9;
      return new Found(millis, seconds * 1000 / measured.size(), refreshMillis, refreshCpu);
    }
  }

  private void refresh(RefreshJournalStore journal, GrantStore store, GrantId grant) {
    var seen = store.standing(herd.tenant, grant).orElseThrow();
    var claim =
        journal
            .claim(herd.tenant, grant, seen.fence(), Trigger.API, TIMER, "bench", LEASE)
            .orElseThrow();
    journal.markSent(claim, LEASE);
    if (!journal.end(claim, ending(claim), event(claim))) {
      throw new IllegalStateException("An attempt could not be ended");
    }
  }

  private static Ending ending(Claim claim) {
    return new Ending(
        "renewed",
        "rotated",
        "stored",
        new ProviderSaid(200, null, null, Duration.ofMillis(1)),
        GrantStatus.ACTIVE,
        null,
        Duration.ofDays(300),
        new Stored(claim.kvVersion(), 1, claim.fingerprint(), true, "openid", null, null),
        true,
        false,
        ProviderSign.ANSWERED);
  }

  private static AuditEvent event(Claim claim) {
    return new AuditEvent(
        claim.tenant(),
        AuditEventType.REFRESH_ENDED,
        TIMER,
        claim.grant(),
        claim.provider(),
        claim.attempt(),
        true,
        "renewed",
        Map.of("fingerprint_old", claim.fingerprint().value(), "latency_ms", "1"));
  }

  private record Found(double millis, double cpu, double refreshMillis, double refreshCpu)
      implements Figures {
    @Override
    public JSONObject toJson() {
      var json = new JSONObject();
      json.put("scenario", "intent and log");
      json.put("ms_per_refresh", millis);
      json.put("share_of_ms", millis / refreshMillis);
      json.put("cpu_seconds_per_1000_refreshes", cpu);
      json.put("share_of_cpu", cpu / refreshCpu);
      return json;
    }

    @Override
    public String inWords() {
      return """
      intent and log of one refresh, alone on one connection
        milliseconds              %.2f, %.0f %% of a refresh
        CPU s per 1,000           %.2f, %.0f %% of a refresh
      """
          .formatted(millis, 100 * millis / refreshMillis, cpu, 100 * cpu / refreshCpu);
    }
  }
}
