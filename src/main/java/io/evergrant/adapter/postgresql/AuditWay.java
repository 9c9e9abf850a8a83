package io.evergrant.adapter.postgresql;

import io.evergrant.domain.audit.ActorKind;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * By which index the events are found that could be answers: that of what is rarest in the
 * question. Each ends with the number, so that the next so many are read in their order and no
 * others. PostgreSQL would choose by averages, and no outage is an average.
 *
 * @param values selects what is looked for, each once
 * @param condition of the index, on {@code a} and {@code v.value}
 */
record AuditWay(String values, String condition) {
  /** All of them in the order of the primary key. */
  private static final AuditWay EVERY = new AuditWay("SELECT 1", "true");

  private static final String ATTEMPT =
      """
      a.number = ANY (ARRAY(
            SELECT x.number FROM audit_event x
            WHERE x.tenant_id = :tenant AND x.terminal AND x.attempt_id = v.value
            UNION ALL
            SELECT x.number FROM audit_event x
            WHERE x.tenant_id = :tenant AND NOT x.terminal AND x.attempt_id = v.value
            UNION ALL
            SELECT x.number FROM audit_event x
            WHERE x.tenant_id = :tenant AND x.type IN ('escrow_drained', 'escrow_destroyed')
              AND x.details ->> 'escrowed_attempt' = CAST(v.value AS text)))\
      """;

  private static final String NAME =
      "a.actor_kind IN ('person', 'api_key') AND a.actor_name = v.value";

  static AuditWay of(AuditQuestion question) {
    var way = byId(question);
    return way == null ? byRarity(question) : way;
  }

  boolean isEvery() {
    return equals(EVERY);
  }

  private static @Nullable AuditWay byId(AuditQuestion question) {
    var attempts = values(question, part -> part instanceof Part.OfAttempt ? "uuid" : null);
    if (!attempts.isEmpty()) {
      return new AuditWay(union(attempts), ATTEMPT);
    }
    var grants = grants(question);
    return grants.isEmpty() ? null : new AuditWay(union(grants), "a.grant_id = v.value");
  }

  private static List<String> grants(AuditQuestion question) {
    if (question.grant() != null) {
      return List.of(value("grant", "uuid"));
    }
    var grants = values(question, part -> part instanceof Part.OfGrant ? "uuid" : null);
    var parts = question.parts();
    for (var i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Part.OfAccount of && !of.negated()) {
        grants.add(AuditConditions.ACCOUNTS.formatted("p" + i));
      }
    }
    return grants;
  }

  private static AuditWay byRarity(AuditQuestion question) {
    var types = types(question);
    if (!types.isEmpty()) {
      // the commonest type is not in the index: it would cost at every refresh
      return new AuditWay(union(types), "a.type = v.value AND a.type <> 'refresh_ended'");
    }
    var outcomes = outcomes(question);
    if (!outcomes.isEmpty()) {
      return new AuditWay(union(outcomes), "a.outcome = v.value AND a.outcome <> 'renewed'");
    }
    var names = names(question);
    if (!names.isEmpty()) {
      return new AuditWay(union(names), NAME);
    }
    if (isByHand(question)) {
      return new AuditWay("SELECT 1", "a.actor_kind <> 'timer'");
    }
    var providers =
        question.provider() == null
            ? values(question, part -> part instanceof Part.AtProvider ? "uuid" : null)
            : List.of(value("provider", "uuid"));
    return providers.isEmpty() ? EVERY : new AuditWay(union(providers), "a.provider_id = v.value");
  }

  /** Empty where the commonest is among them. */
  private static List<String> types(AuditQuestion question) {
    if (question.type() != null) {
      return question.type() == AuditEventType.REFRESH_ENDED
          ? List.of()
          : List.of(value("type", "text"));
    }
    var common =
        question.parts().stream()
            .anyMatch(
                part ->
                    part instanceof Part.OfType type
                        && !type.negated()
                        && type.type() == AuditEventType.REFRESH_ENDED);
    return common
        ? List.of()
        : values(question, part -> part instanceof Part.OfType ? "text" : null);
  }

  private static List<String> outcomes(AuditQuestion question) {
    if (question.outcome() != null) {
      return question.outcome().equals("renewed") ? List.of() : List.of(value("outcome", "text"));
    }
    var common =
        question.parts().stream()
            .anyMatch(
                part ->
                    part instanceof Part.WithOutcome with
                        && !with.negated()
                        && with.outcome().equals("renewed"));
    return common
        ? List.of()
        : values(question, part -> part instanceof Part.WithOutcome ? "text" : null);
  }

  /** Empty where a kind would do as well. */
  private static List<String> names(AuditQuestion question) {
    var names = new ArrayList<String>();
    var parts = question.parts();
    for (var i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case Part.ByKind by when !by.negated() -> {
          return List.of();
        }
        case Part.ByName by when !by.negated() ->
            names.add(AuditConditions.NAMES.formatted("p" + i));
        case Part.ByKey by when !by.negated() ->
            names.add(AuditConditions.NAMES.formatted("p" + i));
        default -> {}
      }
    }
    return names;
  }

  private static boolean isByHand(AuditQuestion question) {
    var timer = ActorKind.TIMER.code();
    var kinds = new ArrayList<String>();
    for (var part : question.parts()) {
      if (part instanceof Part.ByKind by) {
        if (by.negated() && by.kind().equals(timer)) {
          return true;
        }
        if (!by.negated()) {
          kinds.add(by.kind());
        }
      }
    }
    return !kinds.isEmpty() && !kinds.contains(timer);
  }

  /** Of the parts that are to hold and that the function gives a type. */
  private static List<String> values(
      AuditQuestion question, Function<Part, @Nullable String> type) {
    var values = new ArrayList<String>();
    var parts = question.parts();
    for (var i = 0; i < parts.size(); i++) {
      var of = parts.get(i).negated() ? null : type.apply(parts.get(i));
      if (of != null) {
        values.add(value("p" + i, of));
      }
    }
    return values;
  }

  private static String value(String name, String type) {
    return "SELECT CAST(:" + name + " AS " + type + ")";
  }

  private static String union(List<String> values) {
    return String.join(" UNION ", values);
  }
}
