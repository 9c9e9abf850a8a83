package io.evergrant.api;

import io.evergrant.domain.audit.AuditTime;
import io.evergrant.domain.bulk.GrantFilterReader;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Rotation;
import io.evergrant.domain.provider.ProviderId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which grants a body means, by the names that the list of grants has for its parameters. */
final class FilterBody {
  static final List<String> MEMBERS =
      List.of(
          "q",
          "status",
          "cause",
          "provider",
          "ends_within",
          "scope",
          "consented_from",
          "consented_before",
          "rotation",
          "unanswered",
          "grants");

  static final int LONGEST_WORD = 50;

  /** By what the page's address calls them. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "ends", "ends_within",
          "from", "consented_from",
          "before", "consented_before",
          "grant", "grants");

  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_SCOPE = 500;
  private static final int LONGEST_END = 3_650;

  private FilterBody() {}

  static GrantFilter filter(ObjectBody asked) {
    var days = asked.number("ends_within", 1, LONGEST_END, 0);
    return new GrantFilter(
        text(asked, "q", LONGEST_TEXT),
        constant(asked, "status", GrantStatus.values()),
        text(asked, "cause", LONGEST_WORD),
        asked.id("provider", ProviderId::new),
        days == 0 ? null : Duration.ofDays(days),
        text(asked, "scope", LONGEST_SCOPE),
        time(asked, "consented_from"),
        time(asked, "consented_before"),
        constant(asked, "rotation", Rotation.values()),
        asked.id("unanswered", id -> id),
        grants(asked));
  }

  /** One that is kept, and so has to be one that the page understands. */
  static GrantFilter kept(ObjectBody asked) {
    var read = GrantFilterReader.readQuery(filter(asked).query());
    if (!read.isUnderstood()) {
      var name = read.mistaken().getFirst();
      throw ObjectBody.field(
          OTHERWISE.getOrDefault(name, name), "is nothing that the list of grants could be asked.");
    }
    return read.filter();
  }

  /** The same members again; null where nothing is asked. */
  static Json view(GrantFilter filter, Json view) {
    var ends = filter.endsWithin();
    var only = filter.only();
    return view.with("q", filter.text())
        .with("status", code(filter.status()))
        .with("cause", filter.cause())
        .with("provider", filter.provider())
        .with("ends_within", ends == null ? null : ends.toDays())
        .with("scope", filter.scope())
        .with("consented_from", filter.from())
        .with("consented_before", filter.before())
        .with("rotation", code(filter.rotation()))
        .with("unanswered", filter.unanswered())
        .with("grants", only.isEmpty() ? null : Json.texts(only));
  }

  private static @Nullable String code(@Nullable Enum<?> value) {
    return value == null ? null : Parameters.code(value);
  }

  private static <E extends Enum<E>> @Nullable E constant(
      ObjectBody asked, String name, E[] values) {
    var code = asked.text(name, LONGEST_WORD);
    return code.isEmpty()
        ? null
        : Arrays.stream(values)
            .filter(value -> Parameters.code(value).equals(code))
            .findFirst()
            .orElseThrow(() -> ObjectBody.field(name, "is none of " + codes(values) + "."));
  }

  static String codes(Enum<?>[] values) {
    return Arrays.stream(values).map(Parameters::code).collect(Collectors.joining(", "));
  }

  private static @Nullable String text(ObjectBody asked, String name, int longest) {
    var text = asked.text(name, longest);
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Instant time(ObjectBody asked, String name) {
    var text = asked.text(name, LONGEST_WORD);
    try {
      return text.isEmpty() ? null : AuditTime.within(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw ObjectBody.field(name, "is no time. Write it as 2026-01-31T08:00:00Z.");
    }
  }

  private static List<GrantId> grants(ObjectBody asked) {
    var texts = asked.texts("grants");
    if (texts.isEmpty() && asked.has("grants")) {
      throw ObjectBody.field("grants", "names none. Leave it out where others are meant.");
    }
    if (texts.size() > GrantFilterReader.MOST) {
      throw ObjectBody.field(
          "grants", "has more than " + GrantFilterReader.MOST + ". Ask by what they share.");
    }
    try {
      return texts.stream().map(Parameters::uuid).map(GrantId::new).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw ObjectBody.field("grants", "has to be ids. Copy them from an answer.");
    }
  }
}
