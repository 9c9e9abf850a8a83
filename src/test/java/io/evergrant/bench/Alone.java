package io.evergrant.bench;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.testkit.process.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Refreshes that nobody disturbs: each falls due when the one before is over. */
record Alone(Herd herd) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(20);

  /** The median of the milliseconds from the begin of the claim to the begin of the end. */
  double millis(List<GrantId> grants) throws SQLException {
    herd.begin();
    for (var grant : grants) {
      herd.run("UPDATE oauth_grant SET due_at = eg_now() WHERE id = ?", grant.value());
      if (!Until.within(PATIENCE, LOOK, () -> isOver(grant))) {
        throw new IllegalStateException("Not refreshed within " + PATIENCE + ": " + grant);
      }
    }
    return herd.latencies().p50();
  }

  private boolean isOver(GrantId grant) {
    var sql = "SELECT 1 FROM oauth_grant WHERE id = ? AND attempt_id IS NULL AND due_at > eg_now()";
    try (var query = herd.connection.prepareStatement(sql)) {
      query.setObject(1, grant.value());
      try (var row = query.executeQuery()) {
        return row.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("A grant could not be read", e);
    }
  }
}
