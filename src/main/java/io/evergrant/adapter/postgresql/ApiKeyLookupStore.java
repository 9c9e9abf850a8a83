package io.evergrant.adapter.postgresql;

import io.evergrant.adapter.together.Together;
import io.evergrant.usecase.port.ApiKeyLookup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Whose key a secret is, in tables {@code api_key} and {@code api_key_secret}: calls of the same
 * moment share a statement. No answer outlives the calls that wait for it.
 */
@Singleton
public class ApiKeyLookupStore implements ApiKeyLookup {
  private static final String BY_HASH =
      """
      SELECT h.hash AS asked, k.*
      FROM unnest(:hashes) AS h (hash)
      CROSS JOIN LATERAL eg_api_key(h.hash) AS k
      """;

  private final Db db;
  private final Together<String, Optional<Found>> together = new Together<>(this::among);

  @Inject
  public ApiKeyLookupStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Found> find(String hash) {
    return together.ask(hash);
  }

  private List<Optional<Found>> among(List<String> hashes) {
    var found = select(hashes);
    return hashes.stream().map(hash -> Optional.ofNullable(found.get(hash))).toList();
  }

  private Map<String, Found> select(List<String> hashes) {
    return db.inOneTrip(
        handle ->
            handle
                .createQuery(BY_HASH)
                .bind("hashes", hashes.stream().distinct().toArray(String[]::new))
                .map((row, context) -> Map.entry(Columns.text(row, "asked"), found(row, context)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Found found(ResultSet row, StatementContext context) throws SQLException {
    return new Found(
        new ApiKeyRow().map(row, context),
        row.getBoolean("ended"),
        row.getBoolean("used_lately"),
        row.getBoolean("suspended"));
  }
}
