package io.evergrant.usecase.access.forward;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.domain.ticket.ForwardTarget;
import io.evergrant.domain.ticket.Ticket;
import io.evergrant.domain.ticket.TicketId;
import io.evergrant.usecase.access.forward.TicketProblem.Why;
import io.evergrant.usecase.port.Tickets.Fresh;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at a wish field by field and remembers what is wrong. */
final class TicketWishCheck {
  private static final int MOST_PATHS = 50;
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final TicketWish wish;
  private final List<TicketProblem> problems = new ArrayList<>();

  TicketWishCheck(TicketWish wish) {
    this.wish = wish;
  }

  List<TicketProblem> problems() {
    return List.copyOf(problems);
  }

  /** The ticket, if nothing is wrong with the wish. */
  Optional<Fresh> check(TenantId tenant, GrantId grant, ApiKey by) {
    var life = life();
    var methods = methods();
    var prefixes = prefixes();
    var binding = binding();
    var origin = origin(binding);
    return problems.isEmpty()
        ? Optional.of(
            new Fresh(
                new TicketId(UUID.randomUUID()),
                tenant,
                grant,
                binding,
                methods,
                prefixes,
                origin,
                by.id(),
                life))
        : Optional.empty();
  }

  private Duration life() {
    var seconds = wish.lifeSeconds();
    if (seconds == null) {
      return Ticket.LONGEST_LIFE;
    }
    if (seconds < 1 || seconds > Ticket.LONGEST_LIFE.toSeconds()) {
      wrong("life_seconds", Why.LIFE);
      return Ticket.LONGEST_LIFE;
    }
    return Duration.ofSeconds(seconds);
  }

  private Set<String> methods() {
    var wanted = wish.methods();
    if (wanted == null) {
      return READING;
    }
    if (wanted.isEmpty()) {
      wrong("methods", Why.EMPTY);
    } else if (!Ticket.METHODS.containsAll(wanted)) {
      wrong("methods", Why.NOT_A_METHOD);
    }
    return Set.copyOf(wanted);
  }

  private List<ForwardTarget> prefixes() {
    var wanted = wish.paths();
    if (wanted == null) {
      return List.of();
    }
    if (wanted.isEmpty()) {
      wrong("paths", Why.EMPTY);
    } else if (wanted.size() > MOST_PATHS) {
      wrong("paths", Why.TOO_MANY);
    } else {
      try {
        return wanted.stream().map(ForwardTarget::parse).toList();
      } catch (IllegalArgumentException e) {
        wrong("paths", Why.NOT_A_PATH);
      }
    }
    return List.of();
  }

  private Binding binding() {
    var thumbprint = wish.thumbprint();
    if (thumbprint == null) {
      return new Binding.Cookie();
    }
    if (!Binding.DpopKey.isThumbprint(thumbprint)) {
      wrong("dpop_jkt", Why.NOT_A_THUMBPRINT);
      return new Binding.Cookie();
    }
    return new Binding.DpopKey(thumbprint);
  }

  private @Nullable String origin(Binding binding) {
    var origin = wish.origin();
    if (origin == null) {
      if (binding instanceof Binding.Cookie && wish.thumbprint() == null) {
        wrong("origin", Why.ORIGIN_NEEDED);
      }
      return null;
    }
    if (!isOrigin(origin)) {
      wrong("origin", Why.NOT_AN_ORIGIN);
    }
    return origin;
  }

  /** As browsers write it (RFC 6454 section 6.1); «null» is the origin of everybody and nobody. */
  private static boolean isOrigin(String text) {
    try {
      var uri = new URI(text);
      var scheme = uri.getScheme();
      var host = uri.getHost();
      if (scheme == null || host == null || !scheme.matches("https?")) {
        return false;
      }
      var own = scheme.equals("https") ? 443 : 80;
      var port = uri.getPort() == -1 || uri.getPort() == own ? "" : ":" + uri.getPort();
      return text.equals(scheme + "://" + host.toLowerCase(Locale.ROOT) + port);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void wrong(String field, Why why) {
    problems.add(new TicketProblem(field, why));
  }
}
