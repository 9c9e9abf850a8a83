package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.Rotation;
import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question about grants as conditions. The text is looked for row by row within the tenant: under
 * row-level security no index serves a comparison that is not leakproof, trigram ones included.
 */
final class GrantConditions {
  static final String ORDER =
      """
      ORDER BY g.account_key, g.id
      LIMIT :limit
      """;

  /** P10: the token never changed. Said as the index of them says it. */
  static final String LONG_LIVED = "g.refreshes > 0 AND g.rotations = 0 AND g.status <> 'REVOKED'";

  private static final String TEXT =
      """
      strpos(
        lower(concat_ws(E'\\n', g.account, g.subject, g.external_id) COLLATE pg_c_utf8),
        lower(CAST(:text AS text) COLLATE pg_c_utf8)) > 0\
      """;

  private static final String AFTER =
      """
      (g.account_key, g.id) > (lower(CAST(:after_account AS text) COLLATE pg_c_utf8), :after_id)\
      """;

  private static final String ENDS =
      "g.id IN (SELECT ends.id FROM (" + EndingGrants.SELECT + ") ends)";

  private static final String SCOPE =
      "CAST(:scope AS text) = ANY (string_to_array(g.scope_granted, ' '))";

  private GrantConditions() {}

  static Conditions of(GrantQuestion question) {
    var conditions = of(question.filter()).with("limit", question.limit());
    var after = question.after();
    return after == null
        ? conditions
        : conditions
            .and(AFTER, "after_account", after.account())
            .with("after_id", after.id().value());
  }

  static Conditions of(GrantFilter filter) {
    var status = filter.status();
    var only = filter.only().stream().map(GrantId::value).toArray(UUID[]::new);
    var conditions =
        new Conditions()
            .and(
                status == null ? "" : StatusColumns.standing(status),
                "status",
                status == null ? null : StatusColumns.kept(status))
            .and(
                "g.provider_id = :provider",
                "provider",
                orNull(filter.provider(), ProviderId::value))
            .and("g.status_cause = :cause", "cause", filter.cause())
            .and(ENDS, "ends_ms", orNull(filter.endsWithin(), time -> time.toMillis()))
            .and(TEXT, "text", filter.text())
            .and(SCOPE, "scope", filter.scope())
            .and("g.consented_at >= :from", "from", orNull(filter.from(), GrantConditions::utc))
            .and(
                "g.consented_at < :before", "before", orNull(filter.before(), GrantConditions::utc))
            .and(LinkAnswers.UNANSWERED, "unanswered", filter.unanswered())
            .and("g.id = ANY (:only)", "only", only.length == 0 ? null : only);
    var rotation = filter.rotation();
    return rotation == null ? conditions : conditions.and(seen(rotation));
  }

  /** Of the tokens that are kept; a revoked grant has none. */
  private static String seen(Rotation rotation) {
    return switch (rotation) {
      case NOT_SEEN -> "g.refreshes = 0 AND g.status <> 'REVOKED'";
      case NEVER -> LONG_LIVED;
      case SOMETIMES -> "g.rotations > 0 AND g.rotations < g.refreshes AND g.status <> 'REVOKED'";
      case ALWAYS -> "g.rotations > 0 AND g.rotations = g.refreshes AND g.status <> 'REVOKED'";
    };
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static <T, R> @Nullable R orNull(@Nullable T value, Function<T, R> part) {
    return value == null ? null : part.apply(value);
  }
}
