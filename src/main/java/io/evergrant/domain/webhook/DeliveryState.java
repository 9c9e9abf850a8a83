package io.evergrant.domain.webhook;

/** How far the sending of an event is. */
public enum DeliveryState {
  WAITING,
  DELIVERED,
  /** Tried for three days while others got through; those behind it go on. */
  GIVEN_UP
}
