package io.evergrant.usecase.port;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.EventPatterns;
import io.evergrant.domain.webhook.WebhookId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events on their way to webhooks, in a node's turn. */
public interface Deliveries {
  /** Goes on with the turn; empty where it is over: lost, or nothing is sent there any more. */
  Optional<Going> goOn(TenantId tenant, Turn turn, Duration lease);

  /**
   * Takes events out of the log, each once: those that are asked for wait from now on.
   *
   * @param limit so many are looked at
   * @return how many were
   */
  int take(TenantId tenant, Turn turn, Going going, int limit);

  /** Whether so many wait that no more are taken. */
  boolean isCrowded(TenantId tenant, WebhookId webhook, Room room);

  /** Those that may be sent now, oldest first: the first of each lane that waits for no other. */
  List<Parcel> due(TenantId tenant, WebhookId webhook, int limit);

  /**
   * How many events of a webhook wait outside the log.
   *
   * @param going whose lane goes on: what waits behind a refused event leaves others their room
   * @param all with those behind a refused one
   */
  record Room(int going, int all) {}

  /** The right to send to a webhook. */
  record Turn(TenantId tenant, WebhookId webhook, long fence) {}

  /**
   * A turn that goes on.
   *
   * @param generations of the secrets that sign, the newest first
   * @param after events up to this number were taken out of the log
   * @param floor no event with a number up to this is still to come
   * @param failures in a row that concerned all events
   * @param now the database's clock
   */
  record Going(
      URI url,
      List<Long> generations,
      EventPatterns events,
      long after,
      long floor,
      int failures,
      Instant now) {}

  /**
   * An event to be sent.
   *
   * @param entry null where the log has it no more
   * @param tries so far
   * @param refusedSince null where this very event was not refused
   */
  record Parcel(
      long number, @Nullable AuditEntry entry, int tries, @Nullable Instant refusedSince) {}
}
