package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.AuditTime;
import io.evergrant.domain.audit.Mistake;
import io.evergrant.domain.audit.Part;
import io.evergrant.domain.audit.Reading;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Zones;
import io.evergrant.portal.frame.Query;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The question in the address of the log, on the page and for the CSV alike.
 *
 * @param zone of the times that have no offset
 * @param mistaken parameters that could not be read: then nothing may be shown, because an answer
 *     to a wider question would look like the answer to this one
 * @param mistakes in what was asked in words: the same holds for them
 */
record AuditFilter(
    AuditQuestion question,
    Query query,
    ZoneId zone,
    List<String> mistaken,
    List<Mistake> mistakes) {
  /** Of the page, and what is written where it matters alone. */
  private static final Set<String> ASIDE = Set.of("before", "zone");

  /**
   * Reads the address.
   *
   * @param ask understands what was asked in words, in a zone
   * @param own the zone of whoever asks, where the address names none
   */
  static AuditFilter of(
      UnaryOperator<String> parameter,
      BiFunction<String, ZoneId, Reading> ask,
      ZoneId own,
      int limit) {
    var reader = new Reader(parameter);
    var zone = Objects.requireNonNullElse(reader.read("zone", AuditFilter::zone), own);
    var written = parameter.apply("q");
    reader.query.with("q", written);
    var question = fields(reader, zone, limit);
    return switch (ask.apply(written, zone)) {
      case Reading.Understood understood ->
          reader.filter(question.with(understood.parts()), zone, List.of());
      case Reading.Mistaken mistaken -> reader.filter(question, zone, mistaken.mistakes());
    };
  }

  boolean isUnderstood() {
    return mistaken.isEmpty() && mistakes.isEmpty();
  }

  /** Whether it may mean something else in another zone. */
  boolean isOfAZone() {
    return !mistakes.isEmpty()
        || Stream.of("from", "until")
            .map(query.parts()::get)
            .anyMatch(time -> time != null && !AuditTime.hasOffset(time))
        || question.parts().stream()
            .anyMatch(part -> part instanceof Part.From || part instanceof Part.Until);
  }

  private static AuditQuestion fields(Reader reader, ZoneId zone, int limit) {
    return new AuditQuestion(
        reader.read("grant", GrantId::parse),
        reader.read("provider", ProviderId::parse),
        reader.read("type", AuditFilter::type),
        reader.read("outcome", Function.identity()),
        reader.read("from", text -> AuditTime.parse(text, zone)),
        reader.read("until", text -> AuditTime.parse(text, zone)),
        reader.read("before", Long::valueOf),
        limit);
  }

  private static AuditEventType type(String code) {
    return Arrays.stream(AuditEventType.values())
        .filter(type -> type.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such event"));
  }

  static ZoneId zone(String name) {
    return Zones.named(name).orElseThrow(() -> new IllegalArgumentException("no such zone"));
  }

  /** Reads parameters one by one and remembers what was asked and what was not understood. */
  private static final class Reader {
    private final UnaryOperator<String> parameter;
    private final Query query = new Query();
    private final List<String> mistaken = new ArrayList<>();

    Reader(UnaryOperator<String> parameter) {
      this.parameter = parameter;
    }

    AuditFilter filter(AuditQuestion question, ZoneId zone, List<Mistake> mistakes) {
      var filter = new AuditFilter(question, query, zone, List.copyOf(mistaken), mistakes);
      query.with("zone", filter.isOfAZone() ? zone.getId() : "");
      return filter;
    }

    <T> @Nullable T read(String name, Function<String, T> type) {
      var text = parameter.apply(name);
      if (text.isEmpty()) {
        return null;
      }
      try {
        var value = type.apply(text);
        if (!ASIDE.contains(name)) {
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
