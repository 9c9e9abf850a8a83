package io.evergrant.api;

import io.evergrant.domain.audit.AuditEntry;
import jakarta.json.JsonObject;

/** An event of the log as the API shows it. */
final class AuditEventView {
  private AuditEventView() {}

  static JsonObject of(AuditEntry entry) {
    return new Json()
        .with("number", entry.number())
        .with("at", entry.at())
        .with("type", entry.type().code())
        .with("actor", entry.actor())
        .with("grant", entry.grant())
        .with("account", entry.account())
        .with("provider", entry.provider())
        .with("provider_name", entry.providerName())
        .with("attempt", entry.attempt())
        .with("outcome", entry.outcome())
        .with("details", Json.texts(entry.details()))
        .done();
  }
}
