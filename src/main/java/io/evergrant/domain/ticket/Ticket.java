package io.evergrant.domain.ticket;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a front end may do, without its secret.
 *
 * @param methods that calls may have
 * @param prefixes that their targets lie under; empty for any registered host
 * @param origin of the only pages that may use it (RFC 6454); null for any
 * @param key that minted it, {@code keyName} for the log: its tickets end with it
 */
public record Ticket(
    TicketId id,
    TenantId tenant,
    GrantId grant,
    Binding binding,
    Set<String> methods,
    List<ForwardTarget> prefixes,
    @Nullable String origin,
    ApiKeyId key,
    String keyName,
    Instant endsAt) {
  /** What a front end holds lives no longer. */
  public static final Duration LONGEST_LIFE = Duration.ofMinutes(15);

  /** That can be forwarded at all. */
  public static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  public Ticket {
    methods = Set.copyOf(methods);
    prefixes = List.copyOf(prefixes);
  }

  public boolean allowsMethod(String method) {
    return methods.contains(method);
  }

  public boolean allowsTarget(ForwardTarget target) {
    return prefixes.isEmpty() || prefixes.stream().anyMatch(target::isUnder);
  }

  /**
   * Whether a page of that origin may use it. A cookie comes along by itself, so there the browser
   * has to say for whom; with a key the page itself has proved who it is.
   *
   * @param from null where the call names none
   */
  public boolean allowsOrigin(@Nullable String from) {
    return switch (binding) {
      case Binding.Cookie cookie -> from != null && from.equals(origin);
      case Binding.DpopKey key -> origin == null || origin.equals(from);
    };
  }

  /** Who acts, in the log: the back end that handed it out. */
  public Actor.ApiKey asActor() {
    return new Actor.ApiKey(key, keyName);
  }
}
