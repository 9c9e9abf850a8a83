package io.evergrant.domain.secret;

/** What a browser shows to use a ticket: handed out once, and kept by nobody here. */
public record TicketSecret(String reveal) {
  public TicketSecret {
    if (reveal.isEmpty()) {
      throw new IllegalArgumentException("an empty secret is none");
    }
  }

  @Override
  public String toString() {
    return "TicketSecret[hidden]";
  }
}
