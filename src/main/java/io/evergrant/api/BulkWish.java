package io.evergrant.api;

import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.grant.GrantFilter;
import java.io.InputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An act on many grants that a body asks for.
 *
 * @param mark of the dry run that it follows; null for whomever it hits now
 */
record BulkWish(BulkKind kind, GrantFilter filter, @Nullable String mark) {
  private static final String[] MEMBERS =
      Stream.of(Stream.of("act"), FilterBody.MEMBERS.stream(), Stream.of("mark"))
          .flatMap(names -> names)
          .toArray(String[]::new);

  static BulkWish read(InputStream body) {
    var asked = ObjectBody.read(body, MEMBERS);
    var filter = FilterBody.filter(asked);
    var mark = asked.text("mark", FilterBody.LONGEST_WORD);
    return new BulkWish(kind(asked), filter, mark.isEmpty() ? null : mark);
  }

  private static BulkKind kind(ObjectBody asked) {
    return BulkKind.of(asked.text("act", FilterBody.LONGEST_WORD))
        .orElseThrow(
            () ->
                ObjectBody.field(
                    "act", "has to be one of " + FilterBody.codes(BulkKind.values()) + "."));
  }
}
