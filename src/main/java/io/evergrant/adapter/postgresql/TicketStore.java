package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.ForwardTarget;
import io.evergrant.domain.ticket.TicketId;
import io.evergrant.usecase.port.TicketLookup;
import io.evergrant.usecase.port.Tickets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tickets, in tables {@code ticket} and {@code ticket_proof}. */
@Singleton
public class TicketStore implements Tickets, TicketLookup {
  /** One reading of the clock for both times: the table compares them. */
  private static final String INSERT =
      """
      WITH clock AS MATERIALIZED (
        SELECT eg_now() AS now
      )
      INSERT INTO ticket (tenant_id, id, hash, grant_id, key_id, methods, prefixes, origin, jkt, created_at, ends_at)
      SELECT :tenant, :id, :hash, :grant, :key, :methods, :prefixes, CAST(:origin AS text), CAST(:jkt AS text),
             c.now, c.now + :life_ms * interval '1 millisecond'
      FROM clock c
      RETURNING ends_at
      """;

  /** What was shown goes with its ticket, and not before: no clock can make it good again. */
  private static final String FIRST_PROOF =
      """
      INSERT INTO ticket_proof (tenant_id, ticket_id, proof)
      VALUES (:tenant, :ticket, :proof)
      ON CONFLICT DO NOTHING
      """;

  private static final String BY_HASH =
      """
      SELECT *
      FROM eg_ticket(:hash)
      """;

  private static final String WELCOMES =
      """
      SELECT eg_ticket_welcomes(:grant, :origin)
      """;

  private final Db db;

  @Inject
  public TicketStore(Db db) {
    this.db = db;
  }

  @Override
  public Instant insert(Fresh ticket, String hash) {
    return db.inTenant(
        ticket.tenant(),
        handle ->
            handle
                .createQuery(INSERT)
                .bind("tenant", ticket.tenant().value())
                .bind("id", ticket.id().value())
                .bind("hash", hash)
                .bind("grant", ticket.grant().value())
                .bind("key", ticket.key().value())
                .bind("methods", ticket.methods().stream().sorted().toArray(String[]::new))
                .bind(
                    "prefixes",
                    ticket.prefixes().stream().map(ForwardTarget::toString).toArray(String[]::new))
                .bind("origin", ticket.origin())
                .bind("jkt", thumbprint(ticket.binding()))
                .bind("life_ms", ticket.life().toMillis())
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
  }

  private static @Nullable String thumbprint(Binding binding) {
    return switch (binding) {
      case Binding.DpopKey key -> key.thumbprint();
      case Binding.Cookie cookie -> null;
    };
  }

  @Override
  public boolean firstProof(TenantId tenant, TicketId ticket, String proof) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                    .createUpdate(FIRST_PROOF)
                    .bind("tenant", tenant.value())
                    .bind("ticket", ticket.value())
                    .bind("proof", proof)
                    .execute()
                == 1);
  }

  @Override
  public Optional<Found> find(String hash) {
    return db.acrossTenants(
        handle -> handle.createQuery(BY_HASH).bind("hash", hash).map(new TicketRow()).findOne());
  }

  @Override
  public boolean welcomes(GrantId grant, String origin) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(WELCOMES)
                .bind("grant", grant.value())
                .bind("origin", origin)
                .mapTo(Boolean.class)
                .one());
  }
}
