package io.evergrant.usecase.webhook;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.Backoff;
import io.evergrant.domain.webhook.DisabledWhy;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Chance;
import io.evergrant.usecase.port.Deliveries;
import io.evergrant.usecase.port.Deliveries.Going;
import io.evergrant.usecase.port.Deliveries.Parcel;
import io.evergrant.usecase.port.Deliveries.Room;
import io.evergrant.usecase.port.Deliveries.Turn;
import io.evergrant.usecase.port.DeliveryResults;
import io.evergrant.usecase.port.DeliveryResults.Standing;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.WebhookTurns;
import io.evergrant.usecase.port.Webhooks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The database's share of sending events to webhooks, one short transaction a step. */
@Singleton
public class RecordDeliveries {
  /** Longer than any request takes, with what is written before and after it. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** Events of a webhook that wait outside the log; the others wait in it. */
  static final Room ROOM = new Room(5_000, 50_000);

  /** Events that are looked at in one transaction. */
  private static final int LOOKED_AT = 500;

  private final Deliveries deliveries;
  private final DeliveryResults results;
  private final WebhookTurns turns;
  private final Webhooks webhooks;
  private final AuditLog audit;
  private final PortalSettings portal;
  private final Chance chance;

  @Inject
  public RecordDeliveries(
      Deliveries deliveries,
      DeliveryResults results,
      WebhookTurns turns,
      Webhooks webhooks,
      AuditLog audit,
      PortalSettings portal,
      Chance chance) {
    this.deliveries = deliveries;
    this.results = results;
    this.turns = turns;
    this.webhooks = webhooks;
    this.audit = audit;
    this.portal = portal;
    this.chance = chance;
  }

  @Transactional
  List<Turn> claim(int limit) {
    return turns.claim(portal.node(), limit, LEASE);
  }

  /**
   * What is to be sent next, after what came to light meanwhile was taken out of the log. One alone
   * where the webhook was not reached: the others need not find out.
   *
   * @return empty where the turn is over
   */
  @Transactional
  Optional<Batch> next(Turn turn, int together) {
    var tenant = turn.tenant();
    return deliveries
        .goOn(tenant, turn, LEASE)
        .map(
            going -> {
              var looked = take(turn, going);
              var limit = going.failures() > 0 ? 1 : together;
              var parcels = deliveries.due(tenant, turn.webhook(), limit);
              return new Batch(going, parcels, looked == LOOKED_AT);
            });
  }

  private int take(Turn turn, Going going) {
    var tenant = turn.tenant();
    return going.after() < going.floor() && !deliveries.isCrowded(tenant, turn.webhook(), ROOM)
        ? deliveries.take(tenant, turn, going, LOOKED_AT)
        : 0;
  }

  /** Writes down what came back; answers whether more is to be sent in this turn. */
  @Transactional
  boolean answered(Turn turn, Parcel parcel, Answer answer) {
    var held = results.hold(turn.tenant(), turn);
    if (held.isEmpty()) {
      return false;
    }
    results.attempted(turn.tenant(), turn, parcel.number(), portal.node(), answer);
    return switch (answer) {
      case Answer.Taken taken -> taken(turn, parcel, held.get());
      case Answer.Gone gone -> {
        failed(turn, parcel, held.get(), answer, Duration.ZERO);
        disable(turn, held.get(), DisabledWhy.GONE);
        yield false;
      }
      case Answer.Refused refused -> failed(turn, parcel, held.get(), answer, refused.retryAfter());
      case Answer.Missed missed -> failed(turn, parcel, held.get(), answer, Duration.ZERO);
    };
  }

  private boolean taken(Turn turn, Parcel parcel, Standing standing) {
    results.delivered(turn.tenant(), turn, parcel.number());
    if (standing.failingSince() != null || standing.isNew()) {
      results.well(turn.tenant(), turn);
    }
    return true;
  }

  private boolean failed(
      Turn turn, Parcel parcel, Standing standing, Answer answer, Duration retryAfter) {
    var concernsAll = answer.concernsAll();
    var failures =
        concernsAll ? standing.failures() + (standing.rests() ? 0 : 1) : parcel.tries() + 1;
    var wait = Backoff.after(failures, retryAfter, chance.next());
    results.unwell(turn.tenant(), turn, concernsAll ? wait : null);
    if (isOver(standing.failingSince(), standing.now())) {
      results.again(turn.tenant(), turn, parcel.number(), wait, !concernsAll);
      disable(turn, standing, DisabledWhy.FAILING);
      return false;
    }
    if (!concernsAll && isOver(parcel.refusedSince(), standing.now())) {
      giveUp(turn, parcel, standing);
    } else {
      results.again(turn.tenant(), turn, parcel.number(), wait, !concernsAll);
    }
    return !concernsAll;
  }

  private static boolean isOver(@Nullable Instant since, Instant now) {
    return since != null && !since.plus(Backoff.PATIENCE).isAfter(now);
  }

  /** The log has the event no more: those behind it go on. */
  @Transactional
  void gone(Turn turn, Parcel parcel) {
    results.hold(turn.tenant(), turn).ifPresent(standing -> giveUp(turn, parcel, standing));
  }

  private void giveUp(Turn turn, Parcel parcel, Standing standing) {
    results.giveUp(turn.tenant(), turn, parcel.number());
    tell(
        turn,
        AuditEventType.WEBHOOK_GAVE_UP,
        standing,
        Map.of("number", Long.toString(parcel.number())));
  }

  private void disable(Turn turn, Standing standing, DisabledWhy why) {
    if (webhooks.disable(turn.tenant(), turn.webhook(), why)) {
      tell(turn, AuditEventType.WEBHOOK_DISABLED, standing, Map.of("reason", why.code()));
    }
  }

  private void tell(Turn turn, AuditEventType type, Standing standing, Map<String, String> facts) {
    var all = new TreeMap<>(facts);
    all.put("webhook", turn.webhook().toString());
    all.put("name", standing.name());
    audit.append(AuditEvent.of(turn.tenant(), type, new Actor.Portal(portal.node()), all));
  }

  @Transactional
  void release(Turn turn, Duration rest) {
    results.release(turn.tenant(), turn, ROOM, rest);
  }

  /**
   * What is to be sent.
   *
   * @param more whether the log may hold more that was not looked at yet
   */
  record Batch(Going going, List<Parcel> parcels, boolean more) {}
}
