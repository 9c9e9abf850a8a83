package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.usecase.port.Deliveries.Room;
import io.evergrant.usecase.port.Deliveries.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of what was sent to a webhook. In one transaction with {@code hold}, which tells
 * whether the turn is still that of whoever writes: a node that is late changes nothing.
 */
public interface DeliveryResults {
  /**
   * What is known of the webhook; nobody else writes it meanwhile. Empty where the turn is over.
   */
  Optional<Standing> hold(TenantId tenant, Turn turn);

  void attempted(TenantId tenant, Turn turn, long number, String node, Answer answer);

  void delivered(TenantId tenant, Turn turn, long number);

  /**
   * Is tried again.
   *
   * @param refused whether the webhook refuses this very event
   */
  void again(TenantId tenant, Turn turn, long number, Duration wait, boolean refused);

  void giveUp(TenantId tenant, Turn turn, long number);

  /** Something got through. */
  void well(TenantId tenant, Turn turn);

  /**
   * Something did not.
   *
   * @param rest of all events; null where only this one did not
   */
  void unwell(TenantId tenant, Turn turn, @Nullable Duration rest);

  /**
   * Leaves it to whoever comes next, when something is due.
   *
   * @param room for those that wait
   * @param rest not before; zero for at once
   */
  void release(TenantId tenant, Turn turn, Room room, Duration rest);

  /**
   * How a webhook does.
   *
   * @param failingSince null while it does well
   * @param rests whether it was not reached just now
   * @param isNew whether its newest success is a minute old, or there was none
   */
  record Standing(
      String name,
      @Nullable Instant failingSince,
      int failures,
      boolean rests,
      boolean isNew,
      Instant now) {}
}
