package io.evergrant.domain.webhook;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.LoggedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is sent: type, time, and the event as {@code /api/v1/audit-events/{number}} shows it. No
 * event holds a secret.
 */
public final class EventMessage {
  private EventMessage() {}

  public static String of(AuditEntry entry) {
    var out = begin(EventGroup.nameOf(entry.type()), entry.at());
    member(out, "number", Long.toString(entry.number())).append(',');
    text(out, "at", time(entry.at()));
    text(out.append(','), "type", entry.type().code());
    text(out.append(','), "actor", entry.actor());
    text(out.append(','), "grant", entry.grant());
    text(out.append(','), "account", entry.account());
    text(out.append(','), "provider", entry.provider());
    text(out.append(','), "provider_name", entry.providerName());
    text(out.append(','), "attempt", entry.attempt());
    text(out.append(','), "outcome", entry.outcome());
    member(out.append(','), "details", texts(entry.details()));
    return out.append("}}").toString();
  }

  /** For a webhook to see whether it verifies signatures; of no event. */
  public static String ping(WebhookId webhook, Instant now) {
    var out = begin("ping", now);
    text(out, "webhook", webhook);
    return out.append("}}").toString();
  }

  private static StringBuilder begin(String type, Instant at) {
    var out = new StringBuilder(512).append('{');
    text(out, "type", type);
    text(out.append(','), "timestamp", time(at));
    return member(out.append(','), "data", "{");
  }

  private static String time(Instant at) {
    return Instant.ofEpochMilli(at.toEpochMilli()).toString();
  }

  private static String texts(Map<String, String> texts) {
    var out = new StringBuilder("{");
    new TreeMap<>(texts)
        .forEach((name, value) -> text(out.length() > 1 ? out.append(',') : out, name, value));
    return out.append('}').toString();
  }

  private static void text(StringBuilder out, String name, @Nullable Object value) {
    LoggedEvent.text(out, name);
    LoggedEvent.text(out.append(':'), value == null ? null : value.toString());
  }

  private static StringBuilder member(StringBuilder out, String name, String json) {
    LoggedEvent.text(out, name);
    return out.append(':').append(json);
  }
}
