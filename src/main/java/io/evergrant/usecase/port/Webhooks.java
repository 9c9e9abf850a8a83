package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.webhook.DisabledWhy;
import io.evergrant.domain.webhook.EventPatterns;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A tenant's webhooks. */
public interface Webhooks {
  /** By name. */
  List<Webhook> list(TenantId tenant);

  Optional<Webhook> find(TenantId tenant, WebhookId id);

  int count(TenantId tenant);

  /**
   * It is sent events from now on. Answers false where the tenant has one of that name.
   *
   * @param generation of its secret
   */
  boolean insert(TenantId tenant, WebhookId id, Wanted wanted, long generation);

  Changed change(TenantId tenant, WebhookId id, long version, Wanted wanted);

  /** With all its deliveries. Answers false where it was not there. */
  boolean delete(TenantId tenant, WebhookId id);

  /** What was not delivered stays, and waits. Answers false where it was disabled before. */
  boolean disable(TenantId tenant, WebhookId id, DisabledWhy why);

  /** It goes on where it stopped, at once. Answers false where it was enabled before. */
  boolean enable(TenantId tenant, WebhookId id);

  /** A rest that it has is over. */
  void wake(TenantId tenant, WebhookId id);

  /**
   * Signs with another secret; the one before signs as well until the overlap is over.
   *
   * @param seen generation of the secret as it was
   * @return false, with nothing changed, where it was rotated since
   */
  boolean rotated(TenantId tenant, WebhookId id, long seen, long generation, Duration overlap);

  /** What a person wants of it. */
  record Wanted(String name, URI url, EventPatterns events) {}

  /** How a change ended; only {@code DONE} changed anything. */
  enum Changed {
    DONE,
    NAME_TAKEN,
    /** It is not there, or another version of it. */
    NOT_AS_SEEN
  }
}
