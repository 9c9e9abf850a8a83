package io.evergrant.usecase.access.forward;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.TicketSecret;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.ForwardTarget;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.Tickets;
import io.evergrant.usecase.port.Tickets.Fresh;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A back end has a ticket made for one of its front ends: for one grant, for a short while. */
@Singleton
public class MintTicket {
  private final Tickets tickets;
  private final Grants grants;
  private final AuditLog audit;
  private final SecureRandom random = new SecureRandom();

  @Inject
  public MintTicket(Tickets tickets, Grants grants, AuditLog audit) {
    this.tickets = tickets;
    this.grants = grants;
    this.audit = audit;
  }

  @Transactional
  public Minted mint(ApiKey by, GrantId grant, TicketWish wish) {
    var tenant = by.in(ApiScope.FORWARD);
    var provider =
        grants.standing(tenant, grant).map(Standing::provider).filter(by::reaches).orElse(null);
    if (provider == null) {
      return new Minted.NoSuchGrant();
    }
    var check = new TicketWishCheck(wish);
    return check
        .check(tenant, grant, by)
        .<Minted>map(fresh -> mint(by, tenant, provider, fresh))
        .orElseGet(() -> new Minted.Refused(check.problems()));
  }

  private Minted mint(ApiKey by, TenantId tenant, ProviderId provider, Fresh fresh) {
    var secret = TicketFormat.make(random);
    var endsAt = tickets.insert(fresh, TicketFormat.hash(secret));
    var facts = new TreeMap<String, String>();
    facts.put("ticket", fresh.id().toString());
    facts.put("life_s", Long.toString(fresh.life().toSeconds()));
    facts.put("methods", fresh.methods().stream().sorted().collect(Collectors.joining(" ")));
    facts.put(
        "bound_by",
        switch (fresh.binding()) {
          case Binding.DpopKey key -> "dpop " + key.thumbprint();
          case Binding.Cookie cookie -> "cookie";
        });
    if (!fresh.prefixes().isEmpty()) {
      var paths =
          fresh.prefixes().stream().map(ForwardTarget::toString).collect(Collectors.joining(" "));
      facts.put("paths", ForwardCall.capped(paths));
    }
    var origin = fresh.origin();
    if (origin != null) {
      facts.put("origin", origin);
    }
    audit.append(
        AuditEvent.about(
            tenant, AuditEventType.TICKET_MINTED, by.asActor(), provider, fresh.grant(), facts));
    return new Minted.Done(fresh, secret, endsAt);
  }

  /** How it ended. */
  public sealed interface Minted {
    /** The secret is to be handed on now: nobody can show it again. */
    record Done(Fresh ticket, TicketSecret secret, Instant endsAt) implements Minted {}

    record NoSuchGrant() implements Minted {}

    record Refused(List<TicketProblem> problems) implements Minted {}
  }
}
