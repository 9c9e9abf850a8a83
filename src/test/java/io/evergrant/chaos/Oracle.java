package io.evergrant.chaos;

import io.evergrant.chaos.Flock.Sheep;
import io.evergrant.testkit.demo.LedgerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges what became of grants that came to rest. The provider's ledger and our attempts and log
 * are laid side by side: each request, be it a refresh or a code exchange, belongs to one attempt
 * with one terminal event that says what the provider says; the token in Vault is the last that the
 * provider issued; and where a token was lost, the grant says so.
 */
final class Oracle {
  /** A spent token, as far as the provider's words tell. */
  private static final Set<String> REUSED = Set.of("reused", "unknown");

  private final Flock flock;
  private final Function<Sheep, Fate> fates;
  private final Map<String, String> spoken;
  private final Map<String, String> names;
  private final Map<String, List<LedgerEntry>> ledger;
  private final Map<UUID, List<Tried>> attempts;
  private final Map<UUID, State> states;

  /** As our log names the tokens in Vault. */
  private final Map<UUID, String> stored;

  private final boolean echoes;

  private Oracle(Flock flock, Function<Sheep, Fate> fates, boolean echoes) {
    this.flock = flock;
    this.fates = fates;
    this.echoes = echoes;
    spoken = flock.spoken();
    var modes = flock.modes();
    ledger =
        flock.cluster().provider().ledger().stream()
            .filter(entry -> modes.contains(entry.mode()) && entry.account() != null)
            .collect(Collectors.groupingBy(entry -> entry.mode() + "/" + entry.account()));
    names = new HashMap<>();
    attempts = attempts(flock);
    states = states(flock);
    stored =
        flock.stored(
            states.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, state -> state.getValue().salt())));
  }

  static Verdict judge(Flock flock) {
    return new Oracle(flock, sheep -> Fate.LIVES, false).verdict();
  }

  /** Where people did something to some of them meanwhile. */
  static Verdict judge(Flock flock, Function<Sheep, Fate> fates) {
    return new Oracle(flock, fates, false).verdict();
  }

  /** Where the wire delivered every request twice. */
  static Verdict judgeDoubled(Flock flock) {
    return new Oracle(flock, sheep -> Fate.LIVES, true).verdict();
  }

  /**
   * What became of them.
   *
   * @param wrongs each a sentence; empty where all is well
   * @param alive grants that hold the provider's newest token
   * @param lost grants whose token was lost, and which say so
   * @param accepted requests that the provider accepted
   */
  record Verdict(List<String> wrongs, List<Sheep> alive, List<Sheep> lost, int accepted) {}

  /** A grant's row, and what is left of its escrows. */
  private record State(
      String status, String cause, String fingerprint, String salt, boolean emptied, int kept) {}

  private Verdict verdict() {
    ledger.values().stream()
        .flatMap(List::stream)
        .flatMap(entry -> Stream.of(entry.fingerprint(), entry.issuedFingerprint()))
        .filter(Objects::nonNull)
        .forEach(this::name);
    var wrongs = new ArrayList<String>();
    var alive = new ArrayList<Sheep>();
    var lost = new ArrayList<Sheep>();
    var accepted = 0;
    for (var sheep : flock.all()) {
      var entries = ledger.getOrDefault(sheep.mode() + "/" + sheep.subject(), List.of());
      var refreshes = entries.stream().filter(e -> e.kind().equals("refresh_token")).toList();
      var tried = attempts.getOrDefault(sheep.id(), List.of());
      var pairing = Pairing.of(refreshes, tried, names, echoes);
      var exchanges = Exchanges.of(entries, tried, names);
      var found = new ArrayList<>(pairing.wrongs());
      found.addAll(exchanges.wrongs());
      tried.forEach(one -> endedOnce(one, found));
      var state = Objects.requireNonNull(states.get(sheep.id()));
      if (state.kept() > 0) {
        found.add("an escrow is still kept");
      }
      var fate = fates.apply(sheep);
      var newest = newest(sheep, fate, entries, exchanges);
      if (fate == Fate.REVOKED) {
        isGone(sheep, newest, state, found);
      } else if (state.status().equals(fate.status())) {
        isNewest(sheep, fate, newest, state, found);
        alive.add(sheep);
      } else {
        isNamed(state, pairing, echoes, found);
        lost.add(sheep);
      }
      found.forEach(wrong -> wrongs.add(sheep + ": " + wrong + "; attempts " + tried));
      accepted += (int) refreshes.stream().filter(LedgerEntry::accepted).count();
    }
    return new Verdict(List.copyOf(wrongs), List.copyOf(alive), List.copyOf(lost), accepted);
  }

  /** Our name of a token by the provider's. */
  private String name(String providers) {
    return names.computeIfAbsent(
        providers,
        key -> spoken.containsKey(key) ? flock.fingerprint(spoken.get(key)) : "unknown " + key);
  }

  private static void endedOnce(Tried tried, List<String> wrongs) {
    if (tried.open()) {
      wrongs.add(tried + " is open");
    }
    if (tried.terminals() != 1) {
      wrongs.add(tried + " has " + tried.terminals() + " terminal events");
    } else if (!tried.said().equals(tried.outcome())) {
      wrongs.add(tried + " ended as " + tried.said() + " in the log");
    }
  }

  /** The token in Vault is the last that the provider issued, and the row names it. */
  private void isNewest(Sheep sheep, Fate fate, String newest, State state, List<String> wrongs) {
    var stored = Objects.requireNonNull(this.stored.get(sheep.id()));
    if (!stored.equals(flock.fingerprint(newest))) {
      wrongs.add("lost silently: active, and the provider's newest token is not the stored one");
    }
    if (!state.fingerprint().equals(stored)) {
      wrongs.add("the row names another token than Vault holds");
    }
    var replaced = fate == Fate.CONSENTED || fate == Fate.IMPORTED;
    if (replaced && state.salt().equals(sheep.salt())) {
      wrongs.add("the newer consent or import does not stand");
    }
    if (replaced && !flock.stored(sheep, sheep.salt()).isEmpty()) {
      wrongs.add("the older consent's token is still stored");
    }
  }

  /** The newest token of the authorization that serves the grant now. */
  private String newest(Sheep sheep, Fate fate, List<LedgerEntry> entries, Exchanges exchanges) {
    var first = fate == Fate.IMPORTED ? flock.other(sheep) : sheep.token();
    var consent =
        fate == Fate.IMPORTED ? presented(entries, first) : Optional.ofNullable(exchanges.stands());
    if (fate == Fate.IMPORTED && consent.isEmpty()) {
      return first;
    }
    return entries.stream()
        .filter(LedgerEntry::accepted)
        .filter(entry -> consent.isEmpty() || consent.get().equals(entry.grant()))
        .filter(entry -> !exchanges.isSetAside(entry.grant()))
        .map(LedgerEntry::issuedFingerprint)
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .map(issued -> spoken.getOrDefault(issued, "unknown " + issued))
        .orElse(first);
  }

  /** The provider's name of the authorization whose token this is, once it was presented. */
  private static Optional<String> presented(List<LedgerEntry> entries, String token) {
    var spent = Spoken.fingerprint(token);
    return entries.stream()
        .filter(entry -> spent.equals(entry.fingerprint()))
        .map(LedgerEntry::grant)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Revoked, here and at the provider; nothing of it is left or works. */
  private void isGone(Sheep sheep, String newest, State state, List<String> wrongs) {
    if (!state.status().equals("REVOKED") || !state.emptied()) {
      wrongs.add("revoked, and stands as " + state.status() + ", emptied: " + state.emptied());
    }
    if (!Objects.requireNonNull(stored.get(sheep.id())).isEmpty()) {
      wrongs.add("revoked, and a token is still stored");
    }
    if (Introspected.isActive(flock.cluster().provider().issuer(sheep.mode()), newest)) {
      wrongs.add("revoked, and its newest token still works at the provider");
    }
  }

  /** What the wire doubled looks to the provider, and so to us, like a token that leaked. */
  private static void isNamed(State state, Pairing pairing, boolean echoes, List<String> wrongs) {
    var named =
        switch (state.status()) {
          case "NEEDS_CONSENT" ->
              state.cause().equals("lost_in_flight") || (echoes && REUSED.contains(state.cause()));
          case "NEEDS_REVIEW" -> state.cause().equals("outcome_unknown");
          default -> false;
        };
    if (!named) {
      wrongs.add("ended as " + state.status() + " because of " + state.cause());
    }
    if (!pairing.answerMissed() && state.status().equals("NEEDS_CONSENT")) {
      wrongs.add("called lost in flight, and no answer of the provider was missed");
    }
  }

  private static Map<UUID, List<Tried>> attempts(Flock flock) {
    var rows =
        Rows.of(
            flock.cluster(),
            """
            SELECT a.grant_id, a.id, a.trigger, a.open, a.sent_at IS NOT NULL, a.outcome, a.cause,
                   count(e.number), max(e.outcome), a.fingerprint,
                   max(e.details ->> CASE a.trigger WHEN 'CONSENT' THEN 'fingerprint' ELSE 'fingerprint_new' END),
                   max(e.details ->> 'superseded_by')
            FROM refresh_attempt a
            LEFT JOIN audit_event e
              ON e.tenant_id = a.tenant_id AND e.attempt_id = a.id AND e.terminal
            WHERE a.grant_id = ANY (?)
            GROUP BY a.tenant_id, a.id
            ORDER BY a.started_at
            """,
            (Object) ids(flock));
    var attempts = new HashMap<UUID, List<Tried>>();
    for (var row : rows) {
      attempts
          .computeIfAbsent(UUID.fromString(row.get(0)), grant -> new ArrayList<>())
          .add(
              new Tried(
                  row.get(1),
                  row.get(2),
                  row.get(3).equals("t"),
                  row.get(4).equals("t"),
                  row.get(5),
                  row.get(6),
                  Integer.parseInt(row.get(7)),
                  row.get(8),
                  row.get(9),
                  row.get(10),
                  row.get(11)));
    }
    return attempts;
  }

  private static Map<UUID, State> states(Flock flock) {
    var rows =
        Rows.of(
            flock.cluster(),
            """
            SELECT g.id, g.status, g.status_cause, g.fingerprint, g.salt, g.emptied_at IS NOT NULL,
                   (SELECT count(*) FROM token_escrow e WHERE e.grant_id = g.id AND e.state = 'KEPT')
            FROM oauth_grant g
            WHERE g.id = ANY (?)
            """,
            (Object) ids(flock));
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> UUID.fromString(row.getFirst()),
                row ->
                    new State(
                        row.get(1),
                        row.get(2),
                        row.get(3),
                        row.get(4),
                        row.get(5).equals("t"),
                        Integer.parseInt(row.get(6)))));
  }

  private static UUID[] ids(Flock flock) {
    return flock.all().stream().map(Sheep::id).toArray(UUID[]::new);
  }
}
