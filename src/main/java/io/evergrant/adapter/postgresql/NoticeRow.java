package io.evergrant.adapter.postgresql;

import io.evergrant.domain.notice.News;
import io.evergrant.domain.notice.Notice;
import io.evergrant.domain.notice.NoticeId;
import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.notice.NoticeKind;
import io.evergrant.domain.provider.ProviderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A row of {@code notice}, or of {@code notice_item}. */
final class NoticeRow {
  private NoticeRow() {}

  static Notice notice(ResultSet row) throws SQLException {
    return new Notice(
        new NoticeId(Columns.uuid(row, "id")),
        NoticeKind.valueOf(Columns.text(row, "kind")),
        provider(row),
        Columns.instant(row, "opened_at"),
        Columns.maybeInstant(row, "closed_at"),
        row.getLong("grants"),
        Columns.maybeText(row, "cause"),
        Columns.maybeText(row, "about"),
        Columns.maybeText(row, "actor"),
        Columns.maybeInstant(row, "ends_at"),
        Columns.maybeInstant(row, "told_at"),
        Columns.maybeInstant(row, "tell_at"));
  }

  static NoticeItem item(ResultSet row) throws SQLException {
    return new NoticeItem(
        News.valueOf(Columns.text(row, "news")),
        NoticeKind.valueOf(Columns.text(row, "kind")),
        provider(row),
        Columns.maybeText(row, "provider_name"),
        Columns.instant(row, "opened_at"),
        Columns.maybeInstant(row, "closed_at"),
        row.getLong("grants"),
        Columns.maybeText(row, "cause"),
        Columns.maybeText(row, "about"),
        Columns.maybeText(row, "actor"),
        Columns.maybeInstant(row, "ends_at"));
  }

  private static @Nullable ProviderId provider(ResultSet row) throws SQLException {
    var provider = Columns.maybeUuid(row, "provider_id");
    return provider == null ? null : new ProviderId(provider);
  }

  static <S extends SqlStatement<S>> S bind(S statement, Notice notice) {
    var provider = notice.provider();
    return statement
        .bind("id", notice.id().value())
        .bind("kind", notice.kind().name())
        .bind("provider", provider == null ? null : provider.value())
        .bind("opened_at", notice.openedAt())
        .bind("closed_at", notice.closedAt())
        .bind("grants", notice.grants())
        .bind("cause", notice.cause())
        .bind("about", notice.about())
        .bind("actor", notice.actor())
        .bind("ends_at", notice.endsAt());
  }
}
