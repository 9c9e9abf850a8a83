package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.portal.frame.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The question in the address of the log, on the page and for the CSV alike.
 *
 * @param mistaken parameters that could not be read: then nothing may be shown, because an answer
 *     to a wider question would look like the answer to this one
 */
record AuditFilter(AuditQuestion question, Query query, List<String> mistaken) {

  static AuditFilter of(UnaryOperator<String> parameter, int limit) {
    var reader = new Reader(parameter);
    var question =
        new AuditQuestion(
            reader.read("grant", GrantId::parse),
            reader.read("provider", ProviderId::parse),
            reader.read("type", AuditFilter::type),
            reader.read("outcome", Function.identity()),
            reader.read("from", AuditFilter::time),
            reader.read("until", AuditFilter::time),
            reader.read("before", Long::valueOf),
            limit);
    return new AuditFilter(question, reader.query, List.copyOf(reader.mistaken));
  }

  private static AuditEventType type(String code) {
    return Arrays.stream(AuditEventType.values())
        .filter(type -> type.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such event"));
  }

  /** A day, a time of a day, or an instant; without an offset it is UTC. */
  static Instant time(String text) {
    if (text.endsWith("Z")) {
      return Instant.parse(text);
    }
    return text.contains("T")
        ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
        : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  /** Reads parameters one by one and remembers what was asked and what was not understood. */
  private static final class Reader {
    private final UnaryOperator<String> parameter;
    private final Query query = new Query();
    private final List<String> mistaken = new ArrayList<>();

    Reader(UnaryOperator<String> parameter) {
      this.parameter = parameter;
    }

    <T> @Nullable T read(String name, Function<String, T> type) {
      var text = parameter.apply(name);
      if (text.isEmpty()) {
        return null;
      }
      try {
        var value = type.apply(text);
        if (!name.equals("before")) {
          query.with(name, text);
        }
        return value;
      } catch (IllegalArgumentException | DateTimeException e) {
        mistaken.add(name);
        return null;
      }
    }
  }
}
