package io.evergrant.domain.ticket;

import java.util.UUID;

/** Identity of a ticket, as the log names it. Not what a browser shows: that is its secret. */
public record TicketId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
