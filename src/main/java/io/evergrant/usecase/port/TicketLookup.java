package io.evergrant.usecase.port;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.ticket.Ticket;
import java.util.Optional;

/** Finds out which ticket a secret is. Crosses tenants: listed functions. */
public interface TicketLookup {
  /**
   * By the hash of the secret.
   *
   * @param hash SHA-256 of the secret, in lower-case hexadecimal digits
   */
  Optional<Found> find(String hash);

  /**
   * Whether pages of that origin hold a ticket for the grant that has not ended: all that a browser
   * asks before it sends one.
   */
  boolean welcomes(GrantId grant, String origin);

  /**
   * A ticket.
   *
   * @param ended it came to its end
   * @param orphaned the key that minted it was revoked, came to its end, or may not forward
   */
  record Found(Ticket ticket, boolean ended, boolean orphaned) {}
}
