package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.Part;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to the log as conditions on {@code audit_event e}. Each part is a constant text with
 * parameters of its own: {@code p} and its place in the question. What is not to hold may be null.
 */
final class AuditConditions {
  /**
   * The details as one text hold whatever one of them holds, escaped as JSON: three times as quick
   * to look at as one by one, and nearly every event is seen to be none by that alone.
   */
  private static final String WORDS =
      """
      (e.type ILIKE :%1$s
         OR e.outcome ILIKE :%1$s
         OR e.actor_name COLLATE pg_c_utf8 ILIKE :%1$s
         OR EXISTS (
           SELECT FROM provider p
           WHERE p.tenant_id = e.tenant_id AND p.id = e.provider_id AND p.name COLLATE pg_c_utf8 ILIKE :%1$s)
         OR EXISTS (
           SELECT FROM oauth_grant g
           WHERE g.tenant_id = e.tenant_id AND g.id = e.grant_id AND g.account_key LIKE lower(:%1$s COLLATE pg_c_utf8))
         OR (CAST(e.details AS text) COLLATE pg_c_utf8 ILIKE :%1$s_json
             AND EXISTS (
               SELECT FROM jsonb_each_text(e.details) d WHERE d.value COLLATE pg_c_utf8 ILIKE :%1$s)))\
      """;

  /** The ids of the grants with an account or external id. */
  static final String ACCOUNTS =
      """
      SELECT g.id
        FROM oauth_grant g
        WHERE g.tenant_id = :tenant AND g.account_key = lower(:%1$s COLLATE pg_c_utf8)
        UNION
        SELECT g.id
        FROM oauth_grant g
        WHERE g.tenant_id = :tenant AND g.external_id = :%1$s\
      """;

  /**
   * A name as it was written, and as those who have it write it: no index finds what lower() makes
   * of a name.
   */
  static final String NAMES =
      """
      SELECT CAST(:%1$s AS text)
        UNION
        SELECT m.email
        FROM member m
        WHERE m.tenant_id = :tenant AND lower(m.email COLLATE pg_c_utf8) = lower(:%1$s COLLATE pg_c_utf8)
        UNION
        SELECT k.name
        FROM api_key k
        WHERE k.tenant_id = :tenant AND lower(k.name COLLATE pg_c_utf8) = lower(:%1$s COLLATE pg_c_utf8)\
      """;

  private static final String NAMED = "e.actor_kind IN (%2$s) AND e.actor_name IN (" + NAMES + ")";

  /** Its own events, and those that tell what became of its answer in escrow. */
  private static final String ATTEMPT =
      "(e.attempt_id = :%1$s OR e.details ->> 'escrowed_attempt' = CAST(:%1$s AS text))";

  /** As the provider answered; as its API answered where a call was forwarded. */
  private static final String STATUS =
      """
      coalesce(e.details ->> 'http_status', e.details ->> 'status') COLLATE "C" BETWEEN :%1$s AND :%1$s_to\
      """;

  private final Conditions conditions = new Conditions();

  private AuditConditions() {}

  static Conditions of(AuditQuestion question) {
    var translated = new AuditConditions();
    translated.fields(question);
    translated.parts(question.parts());
    return translated
        .conditions
        .and("e.at >= :at_from", "at_from", from(question))
        .and("e.at < :at_until", "at_until", until(question));
  }

  /** What was chosen in fields rather than written. */
  private void fields(AuditQuestion question) {
    var grant = question.grant();
    var provider = question.provider();
    var type = question.type();
    conditions
        .and("e.grant_id = :grant", "grant", grant == null ? null : grant.value())
        .and("e.provider_id = :provider", "provider", provider == null ? null : provider.value())
        .and("e.type = :type", "type", type == null ? null : type.code())
        .and("e.outcome = :outcome", "outcome", question.outcome());
  }

  private void parts(List<Part> parts) {
    Map<String, List<String>> alternatives = new LinkedHashMap<>();
    for (var i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      var condition = condition(part, "p" + i);
      if (condition == null) {
        continue;
      }
      if (part.negated()) {
        conditions.and("(" + condition + ") IS NOT TRUE");
      } else {
        alternatives.computeIfAbsent(kind(part, i), kind -> new ArrayList<>()).add(condition);
      }
    }
    alternatives
        .values()
        .forEach(either -> conditions.and("(" + String.join(" OR ", either) + ")"));
  }

  /** Null for times, which are told apart. */
  private @Nullable String condition(Part part, String name) {
    return switch (part) {
      case Part.Words words -> {
        conditions.with(name + "_json", pattern(json(words.text())));
        yield with(name, pattern(words.text()), WORDS);
      }
      case Part.OfType type -> with(name, type.type().code(), "e.type = :%s");
      case Part.WithOutcome with -> with(name, with.outcome(), "e.outcome = :%s");
      case Part.AtProvider at -> with(name, at.provider().value(), "e.provider_id = :%s");
      case Part.OfGrant of -> with(name, of.grant().value(), "e.grant_id = :%s");
      case Part.OfAccount of -> with(name, of.name(), "e.grant_id IN (" + ACCOUNTS + ")");
      case Part.ByKind by -> with(name, by.kind(), "e.actor_kind = :%s");
      case Part.ByKey by -> with(name, by.name(), NAMED.formatted("%1$s", "'api_key'"));
      case Part.ByName by -> with(name, by.name(), NAMED.formatted("%1$s", "'person', 'api_key'"));
      case Part.OfAttempt of -> with(name, of.attempt().value(), ATTEMPT);
      case Part.OnNode on ->
          with(name, on.node(), "e.actor_kind IN ('timer', 'portal') AND e.actor_name = :%s");
      case Part.WithStatus with -> {
        conditions.with(name + "_to", Integer.toString(with.to()));
        yield with(name, Integer.toString(with.from()), STATUS);
      }
      case Part.StartedBy by -> with(name, by.trigger(), "e.details ->> 'trigger' = :%s");
      case Part.WithCause with -> with(name, with.cause(), "e.details ->> 'cause' = :%s");
      case Part.WithError with -> with(name, with.error(), "e.details ->> 'error' = :%s");
      case Part.From from -> null;
      case Part.Until until -> null;
    };
  }

  private String with(String name, Object value, String condition) {
    conditions.with(name, value);
    return condition.formatted(name);
  }

  /** Parts of one kind are alternatives; of words each is asked for. */
  private static String kind(Part part, int place) {
    return switch (part) {
      case Part.Words words -> "words" + place;
      case Part.OfGrant of -> "grant";
      case Part.OfAccount of -> "grant";
      case Part.ByKind by -> "actor";
      case Part.ByKey by -> "actor";
      case Part.ByName by -> "actor";
      case Part.OfType type -> "type";
      case Part.WithOutcome with -> "outcome";
      case Part.AtProvider at -> "provider";
      case Part.OfAttempt of -> "attempt";
      case Part.OnNode on -> "node";
      case Part.WithStatus with -> "status";
      case Part.StartedBy by -> "trigger";
      case Part.WithCause with -> "cause";
      case Part.WithError with -> "error";
      case Part.From from -> "from";
      case Part.Until until -> "until";
    };
  }

  /** As PostgreSQL writes a text inside a jsonb. */
  private static String json(String text) {
    var out = new StringBuilder();
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : Character.toString(c));
      }
    }
    return out.toString();
  }

  private static String pattern(String text) {
    return '%' + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + '%';
  }

  /** The latest that is asked for; null for none. */
  static @Nullable OffsetDateTime from(AuditQuestion question) {
    var from = question.from();
    for (var part : question.parts()) {
      if (part instanceof Part.From other && (from == null || other.at().isAfter(from))) {
        from = other.at();
      }
    }
    return utc(from);
  }

  /** The earliest that is asked for; null for none. */
  static @Nullable OffsetDateTime until(AuditQuestion question) {
    var until = question.until();
    for (var part : question.parts()) {
      if (part instanceof Part.Until other && (until == null || other.at().isBefore(until))) {
        until = other.at();
      }
    }
    return utc(until);
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
