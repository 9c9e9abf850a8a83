package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.GrantQuestion;

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

  private GrantConditions() {}

  static Conditions of(GrantQuestion question) {
    var status = question.status();
    var provider = question.provider();
    var endsWithin = question.endsWithin();
    var conditions =
        new Conditions()
            .and(
                status == null ? "" : StatusColumns.standing(status),
                "status",
                status == null ? null : StatusColumns.kept(status))
            .and(
                "g.provider_id = :provider", "provider", provider == null ? null : provider.value())
            .and("g.status_cause = :cause", "cause", question.cause())
            .and(ENDS, "ends_ms", endsWithin == null ? null : endsWithin.toMillis())
            .and(TEXT, "text", question.text())
            .with("limit", question.limit());
    var after = question.after();
    return after == null
        ? conditions
        : conditions
            .and(AFTER, "after_account", after.account())
            .with("after_id", after.id().value());
  }
}
