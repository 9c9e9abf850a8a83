package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.tenant.Actor;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * An audit event as parameters. The statements that insert one list its columns in this order:
 * tenant, type, actor (kind, member, name), grant, provider, attempt, terminal, outcome, details.
 */
final class AuditEventColumns {
  private AuditEventColumns() {}

  static <S extends SqlStatement<S>> S bind(S statement, AuditEvent event) {
    var actor = ActorColumns.of(event.actor());
    var grant = event.grant();
    var provider = event.provider();
    var attempt = event.attempt();
    statement
        .bind("event_tenant", event.tenant().value())
        .bind("event_type", event.type().code())
        .bind("event_actor_kind", actor.kind())
        .bind("event_actor_member", actor.member())
        .bind("event_actor_name", actor.name())
        .bind("event_grant", grant == null ? null : grant.value())
        .bind("event_provider", provider == null ? null : provider.value())
        .bind("event_attempt", attempt == null ? null : attempt.value())
        .bind("event_terminal", event.terminal())
        .bind("event_outcome", event.outcome());
    return TextMap.bind(statement, "event_detail_keys", "event_detail_values", details(event));
  }

  /**
   * A key's name may be used again after it was revoked, and a link has none: the id says which one
   * it was.
   */
  static Map<String, String> details(AuditEvent event) {
    return switch (event.actor()) {
      case Actor.ApiKey key -> with(event, "api_key", key.id().toString());
      case Actor.Link link -> with(event, "consent_link", link.id().toString());
      case Actor.Timer timer -> event.details();
      case Actor.Person person -> event.details();
      case Actor.Portal portal -> event.details();
      case Actor.Anonymous anonymous -> event.details();
    };
  }

  private static Map<String, String> with(AuditEvent event, String name, String id) {
    var details = new HashMap<>(event.details());
    details.put(name, id);
    return details;
  }
}
