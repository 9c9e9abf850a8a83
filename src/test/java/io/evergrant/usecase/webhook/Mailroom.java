package io.evergrant.usecase.webhook;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.DisabledWhy;
import io.evergrant.domain.webhook.EventPatterns;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Deliveries;
import io.evergrant.usecase.port.DeliveryResults;
import io.evergrant.usecase.port.WebhookSecrets;
import io.evergrant.usecase.port.WebhookTurns;
import io.evergrant.usecase.port.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One webhook and what waits for it, in memory; what is done with it is written down in words. */
final class Mailroom
    implements Deliveries, DeliveryResults, WebhookTurns, Webhooks, WebhookSecrets, AuditLog {
  static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  static final Turn TURN = new Turn(new TenantId(new UUID(1, 1)), new WebhookId(new UUID(2, 2)), 3);

  final List<String> done = Collections.synchronizedList(new ArrayList<>());
  final List<AuditEvent> events = new ArrayList<>();
  @Nullable Standing standing = new Standing("crm", null, 0, false, false, NOW);
  boolean stored = true;

  /** Numbers of events, by the grant they are about. */
  private final Map<GrantId, List<Long>> waiting = new LinkedHashMap<>();

  private final Map<Long, AuditEntry> log = new TreeMap<>();

  /** Has an event about a grant wait. */
  synchronized void waits(GrantId grant, long number) {
    waiting.computeIfAbsent(grant, one -> new ArrayList<>()).add(number);
    log.put(
        number,
        new AuditEntry(
            number,
            NOW,
            AuditEventType.GRANT_PAUSED,
            "timer",
            grant,
            null,
            null,
            null,
            null,
            null,
            Map.of()));
  }

  /** The log loses an event. */
  synchronized void loses(long number) {
    log.remove(number);
  }

  void since(@Nullable Instant failing, int failures, boolean rests) {
    standing = new Standing("crm", failing, failures, rests, false, NOW);
  }

  @Override
  public List<Turn> claim(String node, int limit, Duration lease) {
    return List.of(TURN);
  }

  @Override
  public Optional<Going> goOn(TenantId tenant, Turn turn, Duration lease) {
    return Optional.ofNullable(standing)
        .map(
            known ->
                new Going(
                    URI.create("https://crm.example/hooks"),
                    List.of(1L),
                    new EventPatterns(List.of("*")),
                    0,
                    0,
                    known.failures(),
                    NOW));
  }

  @Override
  public int take(TenantId tenant, Turn turn, Going going, int limit) {
    return 0;
  }

  @Override
  public boolean isCrowded(TenantId tenant, WebhookId webhook, Room room) {
    return false;
  }

  @Override
  public synchronized List<Parcel> due(TenantId tenant, WebhookId webhook, int limit) {
    return waiting.values().stream()
        .filter(lane -> !lane.isEmpty())
        .map(List::getFirst)
        .sorted(Comparator.naturalOrder())
        .limit(limit)
        .map(number -> new Parcel(number, log.get(number), 0, null))
        .toList();
  }

  @Override
  public Optional<Standing> hold(TenantId tenant, Turn turn) {
    return Optional.ofNullable(standing);
  }

  @Override
  public void attempted(TenantId tenant, Turn turn, long number, String node, Answer answer) {
    done.add(number + " " + answer.code());
  }

  @Override
  public void delivered(TenantId tenant, Turn turn, long number) {
    done.add(number + " delivered");
    leave(number);
  }

  @Override
  public void again(TenantId tenant, Turn turn, long number, Duration wait, boolean refused) {
    done.add(number + " again after " + wait + (refused ? ", refused" : ""));
    leave(number);
  }

  @Override
  public void giveUp(TenantId tenant, Turn turn, long number) {
    done.add(number + " given up");
    leave(number);
  }

  private synchronized void leave(long number) {
    waiting.values().forEach(lane -> lane.remove(number));
  }

  @Override
  public void well(TenantId tenant, Turn turn) {
    done.add("well");
  }

  @Override
  public void unwell(TenantId tenant, Turn turn, @Nullable Duration rest) {
    done.add(rest == null ? "unwell" : "rests " + rest);
  }

  @Override
  public void release(TenantId tenant, Turn turn, Room room, Duration rest) {
    done.add(rest.isZero() ? "released" : "released for " + rest);
  }

  @Override
  public boolean disable(TenantId tenant, WebhookId id, DisabledWhy why) {
    done.add("disabled: " + why.code());
    return true;
  }

  @Override
  public Map<Long, WebhookSecret> get(TenantId tenant, WebhookId webhook) {
    return stored ? Map.of(1L, new WebhookSecret("whsec_AAAA")) : Map.of();
  }

  @Override
  public void append(AuditEvent event) {
    events.add(event);
  }

  /** The facts of the one event that was written. */
  Map<String, String> told(AuditEventType type) {
    var only = Objects.requireNonNull(events.size() == 1 ? events.getFirst() : null);
    return only.type() == type ? only.details() : Map.of();
  }

  @Override
  public List<Webhook> list(TenantId tenant) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public Optional<Webhook> find(TenantId tenant, WebhookId id) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public int count(TenantId tenant) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public boolean insert(TenantId tenant, WebhookId id, Wanted wanted, long generation) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public Changed change(TenantId tenant, WebhookId id, long version, Wanted wanted) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public boolean delete(TenantId tenant, WebhookId id) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public boolean enable(TenantId tenant, WebhookId id) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public void wake(TenantId tenant, WebhookId id) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public boolean rotated(
      TenantId tenant, WebhookId id, long seen, long generation, Duration overlap) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public long add(TenantId tenant, WebhookId webhook, WebhookSecret secret, List<Long> signing) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public void destroy(TenantId tenant, WebhookId webhook) {
    throw new AssertionError("nobody asks");
  }

  @Override
  public List<AuditEntry> search(TenantId tenant, AuditQuestion question) {
    throw new AssertionError("nobody reads here");
  }

  @Override
  public Optional<AuditEntry> find(TenantId tenant, long number) {
    throw new AssertionError("nobody reads here");
  }

  @Override
  public void stream(TenantId tenant, AuditQuestion question, Consumer<AuditEntry> receiver) {
    throw new AssertionError("nobody reads here");
  }
}
