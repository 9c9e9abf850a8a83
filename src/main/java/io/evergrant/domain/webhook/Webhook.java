package io.evergrant.domain.webhook;

import io.evergrant.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events are sent, without its secret.
 *
 * @param disabledWhy null while events are sent
 * @param version grows when a person changes it
 * @param generation grows with every rotation of the secret
 * @param previousGeneration of the secret that signs as well until {@code previousEndsAt}; both
 *     null where none does
 * @param health what changes by itself
 */
public record Webhook(
    WebhookId id,
    TenantId tenant,
    String name,
    URI url,
    EventPatterns events,
    @Nullable DisabledWhy disabledWhy,
    @Nullable Instant disabledAt,
    long version,
    long generation,
    @Nullable Long previousGeneration,
    @Nullable Instant previousEndsAt,
    Instant createdAt,
    Health health) {
  public boolean isEnabled() {
    return disabledWhy == null;
  }

  /** Of the secrets that sign, the newest first. */
  public List<Long> generations() {
    var previous = previousGeneration;
    return previous == null ? List.of(generation) : List.of(generation, previous);
  }

  /**
   * How it does.
   *
   * @param failingSince of the first failure after the newest success; null while it does well
   * @param restsUntil nothing is sent before: it was not reached, or asked for a rest
   * @param deliveredAt of the newest success, to the minute; null before the first
   * @param waiting events that were taken out of the log and not delivered yet
   */
  public record Health(
      @Nullable Instant failingSince,
      @Nullable Instant restsUntil,
      @Nullable Instant deliveredAt,
      long waiting) {}
}
