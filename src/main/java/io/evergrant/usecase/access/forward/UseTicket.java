package io.evergrant.usecase.access.forward;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.secret.TicketSecret;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.Ticket;
import io.evergrant.usecase.port.ProofOfPossession;
import io.evergrant.usecase.port.ProofOfPossession.Checked;
import io.evergrant.usecase.port.TicketLookup;
import io.evergrant.usecase.port.TicketLookup.Found;
import io.evergrant.usecase.port.Tickets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a front end may make this very call with the ticket that it shows. Asked at each
 * call, so that a ticket ends at once with its time or with the key that minted it.
 */
@Singleton
public class UseTicket {
  private final TicketLookup lookup;
  private final Tickets tickets;
  private final ProofOfPossession proofs;

  @Inject
  public UseTicket(TicketLookup lookup, Tickets tickets, ProofOfPossession proofs) {
    this.lookup = lookup;
    this.tickets = tickets;
    this.proofs = proofs;
  }

  /** Whether pages of that origin may ask at all (Fetch standard, CORS-preflight). */
  public boolean welcomes(GrantId grant, String origin) {
    return lookup.welcomes(grant, origin);
  }

  /** Looks at the ticket and at what came along with it. The target is looked at by the call. */
  public Used use(Shown shown) {
    if (!TicketFormat.isWhole(shown.secret())) {
      return new Used.Refused(Why.UNKNOWN, false);
    }
    return lookup
        .find(TicketFormat.hash(shown.secret()))
        .map(found -> use(found, shown))
        .orElseGet(() -> new Used.Refused(Why.UNKNOWN, false));
  }

  private Used use(Found found, Shown shown) {
    var ticket = found.ticket();
    if (!ticket.grant().equals(shown.grant())) {
      return new Used.Refused(Why.UNKNOWN, false);
    }
    if (!ticket.allowsOrigin(shown.origin())) {
      return new Used.Refused(Why.OTHER_ORIGIN, false);
    }
    if (found.ended() || found.orphaned()) {
      return new Used.Refused(Why.ENDED, true);
    }
    var bound = bound(ticket, shown);
    if (bound != null) {
      return new Used.Refused(bound, true);
    }
    return ticket.allowsMethod(shown.method())
        ? new Used.Good(ticket)
        : new Used.Refused(Why.OTHER_METHOD, true);
  }

  /** Null where everything that it is bound by came along. */
  private @Nullable Why bound(Ticket ticket, Shown shown) {
    return switch (ticket.binding()) {
      case Binding.Cookie cookie -> shown.byCookie() ? null : Why.NOT_BY_COOKIE;
      case Binding.DpopKey key -> {
        var proof = shown.proof();
        if (shown.byCookie() || proof == null) {
          yield Why.NO_PROOF;
        }
        yield switch (proofs.check(proof, shown.method(), shown.uri(), shown.secret(), key)) {
          case Checked.Bad bad -> Why.BAD_PROOF;
          case Checked.Good good ->
              tickets.firstProof(ticket.tenant(), ticket.id(), TicketFormat.sha256(good.id()))
                  ? null
                  : Why.BAD_PROOF;
        };
      }
    };
  }

  /**
   * What came with a call.
   *
   * @param proof value of the field {@code DPoP}
   * @param origin of the page that calls, as its browser tells it
   * @param uri as callers know it
   */
  public record Shown(
      TicketSecret secret,
      boolean byCookie,
      @Nullable String proof,
      @Nullable String origin,
      GrantId grant,
      String method,
      URI uri) {}

  /** How it ended. */
  public sealed interface Used {
    record Good(Ticket ticket) implements Used {}

    /** Refused; {@code readable}: the page that asked is the ticket's own and may know why. */
    record Refused(Why why, boolean readable) implements Used {}
  }

  /** Why a ticket is of no use here. */
  public enum Why {
    /** There is none, or it is for another grant. */
    UNKNOWN,
    /** Its time is over, or the key's that minted it. */
    ENDED,
    OTHER_ORIGIN,
    OTHER_METHOD,
    /** It is bound by a cookie and came in another way. */
    NOT_BY_COOKIE,
    NO_PROOF,
    /** It is of another key, call or time, was shown before, or is no proof. */
    BAD_PROOF
  }
}
