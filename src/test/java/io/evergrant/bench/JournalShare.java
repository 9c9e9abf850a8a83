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
 * one after the other on one connection, with nothing in between. Their milliseconds are a share of
 * those of a refresh that is alone, as they are; their CPU is a share of that of a refresh among
 * many, because CPU is counted in hundredths of a second.
 */
final class JournalShare {
  private static final Actor TIMER = new Actor.Timer("bench");
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** Refreshes that are alone. */
  private static final int ALONE = 50;

  private final Stack stack;
  private final Herd herd;

  /** In the last of the statements. */
  private long endNanos;

  JournalShare(Stack stack, Herd herd) {
    this.stack = stack;
    this.herd = herd;
  }

  /**
   * Measures.
   *
   * @param refreshCpu CPU seconds of all servers for a thousand refreshes in the same run
   */
  Figures measure(List<GrantId> grants, double refreshCpu) throws SQLException {
    // a refresh that nobody disturbs: from the begin of its claim to the begin of its end
    var alone = new Alone(herd).millis(grants.subList(0, Math.min(ALONE, grants.size())));
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
      endNanos = 0;
      var since = new Servers(stack).begin();
      var begin = System.nanoTime();
      measured.forEach(grant -> refresh(journal, store, grant));
      var millis = (System.nanoTime() - begin) / 1e6 / measured.size();
      var load = since.end();
      var seconds = Cpu.seconds(postgres) - cpu + (threads.getCurrentThreadCpuTime() - own) / 1e9;
      var whole = alone + endNanos / 1e6 / measured.size();
      return new Found(millis, seconds * 1000 / measured.size(), whole, refreshCpu, load);
    }
  }

  private void refresh(RefreshJournalStore journal, GrantStore store, GrantId grant) {
    var seen = store.standing(herd.tenant, grant).orElseThrow();
    var claim =
        journal
            .claim(herd.tenant, grant, seen.fence(), Trigger.API, TIMER, "bench", LEASE)
            .orElseThrow();
    journal.markSent(claim, LEASE);
    var begin = System.nanoTime();
    if (!journal.end(claim, ending(claim), event(claim))) {
      throw new IllegalStateException("An attempt could not be ended");
    }
    endNanos += System.nanoTime() - begin;
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

  private record Found(
      double millis, double cpu, double refreshMillis, double refreshCpu, Load load)
      implements Figures {
    @Override
    public List<Target> targets() {
      return List.of(
          Target.atMost("share of the time", millis / refreshMillis, 0.15),
          Target.atMost("share of the CPU", cpu / refreshCpu, 0.15));
    }

    /** One connection: whatever is left of its time is waiting for PostgreSQL and its disk. */
    @Override
    public String whatBinds() {
      return load.whatBinds(1000 / millis, millis, 1);
    }

    @Override
    public JSONObject toJson() {
      var json = new JSONObject();
      json.put("scenario", "intent and log");
      json.put("ms_per_refresh", millis);
      json.put("ms_of_a_refresh_alone", refreshMillis);
      json.put("share_of_ms", millis / refreshMillis);
      json.put("cpu_seconds_per_1000_refreshes", cpu);
      json.put("cpu_seconds_of_1000_whole_refreshes", refreshCpu);
      json.put("share_of_cpu", cpu / refreshCpu);
      json.put("load", load.toJson());
      return json;
    }

    @Override
    public String inWords() {
      return """
      intent and log of one refresh, alone on one connection
        milliseconds              %.2f of %.2f that a refresh alone takes: %.0f %%
        CPU ms                    %.2f of %.2f that a refresh among many takes: %.0f %%
      """
          .formatted(
              millis,
              refreshMillis,
              100 * millis / refreshMillis,
              cpu,
              refreshCpu,
              100 * cpu / refreshCpu);
    }
  }
}
