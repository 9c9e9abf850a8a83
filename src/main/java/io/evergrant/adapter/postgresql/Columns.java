package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Zones;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads columns as the domain's types; those named «maybe» may be null. */
final class Columns {
  private Columns() {}

  static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getString(column), column);
  }

  static @Nullable String maybeText(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }

  static UUID uuid(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(maybeUuid(row, column), column);
  }

  static @Nullable UUID maybeUuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(maybeInstant(row, column), column);
  }

  static @Nullable Instant maybeInstant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Duration millis(ResultSet row, String column) throws SQLException {
    return Duration.ofMillis(row.getLong(column));
  }

  static @Nullable Duration maybeMillis(ResultSet row, String column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? null : Duration.ofMillis(millis);
  }

  static @Nullable Integer maybeInt(ResultSet row, String column) throws SQLException {
    var value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  static URI uri(ResultSet row, String column) throws SQLException {
    return URI.create(text(row, column));
  }

  static @Nullable URI maybeUri(ResultSet row, String column) throws SQLException {
    var text = row.getString(column);
    return text == null ? null : URI.create(text);
  }

  static @Nullable LanguageTag maybeLanguage(ResultSet row, String column) throws SQLException {
    var text = row.getString(column);
    return text == null ? null : new LanguageTag(text);
  }

  /** Null too where this machine's Java has no such zone: another node's may be newer. */
  static @Nullable ZoneId maybeZone(ResultSet row, String column) throws SQLException {
    var text = row.getString(column);
    return text == null ? null : Zones.named(text).orElse(null);
  }

  static @Nullable Long maybeLong(ResultSet row, String column) throws SQLException {
    var value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable List<Long> maybeLongs(ResultSet row, String column) throws SQLException {
    var array = row.getArray(column);
    return array == null ? null : List.of((Long[]) array.getArray());
  }

  /** Of two text arrays of one length, as {@link TextMap} selects them. */
  static Map<String, String> map(ResultSet row, String keys, String values) throws SQLException {
    var names = (String[]) row.getArray(keys).getArray();
    var texts = (String[]) row.getArray(values).getArray();
    var map = new LinkedHashMap<String, String>();
    for (var i = 0; i < names.length; i++) {
      map.put(names[i], texts[i]);
    }
    return map;
  }
}
