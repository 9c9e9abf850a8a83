package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.AuditTime;
import io.evergrant.domain.audit.Mistake;
import io.evergrant.domain.audit.Reading;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.portal.frame.Query;
import java.time.DateTimeException;
import java.time.Instant;
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
 * @param mistakes in what was asked in words: the same holds for them
 */
record AuditFilter(
    AuditQuestion question, Query query, List<String> mistaken, List<Mistake> mistakes) {

  /**
   * Reads the address.
   *
   * @param ask understands what was asked in words
   */
  static AuditFilter of(UnaryOperator<String> parameter, Function<String, Reading> ask, int limit) {
    var reader = new Reader(parameter);
    var written = parameter.apply("q");
    reader.query.with("q", written);
    return switch (ask.apply(written)) {
      case Reading.Understood understood -> {
        var filter = fields(reader, limit);
        yield new AuditFilter(
            filter.question().with(understood.parts()),
            filter.query(),
            filter.mistaken(),
            List.of());
      }
      case Reading.Mistaken mistaken -> {
        var filter = fields(reader, limit);
        yield new AuditFilter(
            filter.question(), filter.query(), filter.mistaken(), mistaken.mistakes());
      }
    };
  }

  boolean isUnderstood() {
    return mistaken.isEmpty() && mistakes.isEmpty();
  }

  private static AuditFilter fields(Reader reader, int limit) {
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
    return new AuditFilter(question, reader.query, List.copyOf(reader.mistaken), List.of());
  }

  private static AuditEventType type(String code) {
    return Arrays.stream(AuditEventType.values())
        .filter(type -> type.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such event"));
  }

  static Instant time(String text) {
    return AuditTime.parse(text);
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
