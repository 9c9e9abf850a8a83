package io.evergrant.api;

import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.GrantFilterReader;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Rotation;
import io.evergrant.domain.provider.ProviderId;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An act on many grants that a body asks for.
 *
 * @param mark of the dry run that it follows; null for whomever it hits now
 */
record BulkWish(BulkKind kind, GrantFilter filter, @Nullable String mark) {
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_WORD = 50;
  private static final int LONGEST_SCOPE = 500;
  private static final int LONGEST_END = 3_650;

  static BulkWish read(InputStream body) {
    var asked =
        ObjectBody.read(
            body,
            "act",
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
            "grants",
            "mark");
    var days = asked.number("ends_within", 1, LONGEST_END, 0);
    var filter =
        new GrantFilter(
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
    return new BulkWish(kind(asked), filter, text(asked, "mark", LONGEST_WORD));
  }

  private static BulkKind kind(ObjectBody asked) {
    return BulkKind.of(asked.text("act", LONGEST_WORD))
        .orElseThrow(
            () -> ObjectBody.field("act", "has to be one of " + codes(BulkKind.values()) + "."));
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

  private static String codes(Enum<?>[] values) {
    return Arrays.stream(values).map(Parameters::code).collect(Collectors.joining(", "));
  }

  private static @Nullable String text(ObjectBody asked, String name, int longest) {
    var text = asked.text(name, longest);
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Instant time(ObjectBody asked, String name) {
    var text = asked.text(name, LONGEST_WORD);
    try {
      return text.isEmpty() ? null : AuditExportView.within(OffsetDateTime.parse(text).toInstant());
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
