package io.evergrant.domain.audit;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as it is written; the database adds its number and time.
 *
 * @param terminal whether it ends the attempt: an attempt has exactly one such event
 * @param outcome code of the outcome, where the event has one
 * @param details further facts by name, none of them a secret
 */
public record AuditEvent(
    TenantId tenant,
    AuditEventType type,
    Actor actor,
    @Nullable GrantId grant,
    @Nullable ProviderId provider,
    @Nullable AttemptId attempt,
    boolean terminal,
    @Nullable String outcome,
    Map<String, String> details) {
  public AuditEvent {
    details = Map.copyOf(details);
    if (terminal && (attempt == null || outcome == null)) {
      throw new IllegalArgumentException("a terminal event ends an attempt with an outcome");
    }
    // for tests, which run with assertions: no act of a portal fails for want of a line in a
    // catalogue
    assert details.keySet().stream().allMatch(name -> EventFields.has(type, name))
        : type + " is not said to carry all of " + details.keySet();
  }

  /** An event about no grant and no provider. */
  public static AuditEvent of(
      TenantId tenant, AuditEventType type, Actor actor, Map<String, String> details) {
    return new AuditEvent(tenant, type, actor, null, null, null, false, null, details);
  }

  /** An event about a provider. */
  public static AuditEvent about(
      TenantId tenant,
      AuditEventType type,
      Actor actor,
      ProviderId provider,
      Map<String, String> details) {
    return new AuditEvent(tenant, type, actor, null, provider, null, false, null, details);
  }

  /** An event about a grant at a provider. */
  public static AuditEvent about(
      TenantId tenant,
      AuditEventType type,
      Actor actor,
      ProviderId provider,
      GrantId grant,
      Map<String, String> details) {
    return new AuditEvent(tenant, type, actor, grant, provider, null, false, null, details);
  }
}
