package io.evergrant.usecase.port;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.ForwardTarget;
import io.evergrant.domain.ticket.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tickets of a tenant. Ends are counted by the database's clock. */
public interface Tickets {
  /**
   * Keeps a ticket.
   *
   * @param hash SHA-256 of its secret, in lower-case hexadecimal digits
   * @return when it ends
   */
  Instant insert(Fresh ticket, String hash);

  /**
   * Remembers a proof for as long as the ticket is there.
   *
   * @param proof SHA-256 of what tells it from every other of the ticket
   * @return false where it was shown before, on whichever node
   */
  boolean firstProof(TenantId tenant, TicketId ticket, String proof);

  /** A ticket that is not there yet; the parts as in {@link io.evergrant.domain.ticket.Ticket}. */
  record Fresh(
      TicketId id,
      TenantId tenant,
      GrantId grant,
      Binding binding,
      Set<String> methods,
      List<ForwardTarget> prefixes,
      @Nullable String origin,
      ApiKeyId key,
      Duration life) {}
}
