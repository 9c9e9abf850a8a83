package io.evergrant.usecase.access.forward;

/**
 * What stands in the way of a ticket.
 *
 * @param field of the request
 */
public record TicketProblem(String field, Why why) {
  /** In which way the field is wrong. */
  public enum Why {
    /** Longer than a quarter of an hour, or no time at all. */
    LIFE,
    /** An empty list would allow nothing. */
    EMPTY,
    TOO_MANY,
    NOT_A_METHOD,
    NOT_A_PATH,
    NOT_AN_ORIGIN,
    NOT_A_THUMBPRINT,
    /** A cookie is sent along with whatever page asks: its ticket has to name the one that may. */
    ORIGIN_NEEDED
  }
}
