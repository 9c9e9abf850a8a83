package io.evergrant.it.container;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Whether each connection that is opened within a transaction belongs to it. */
@Singleton
public class Joining {
  @Inject private DataSource dataSource;
  @Inject private Within within;

  @Transactional
  public List<Boolean> each() {
    var joined = new ArrayList<Boolean>();
    joined.add(isJoined(dataSource));
    joined.add(isJoined(dataSource));
    joined.addAll(within.each());
    joined.add(isJoined(dataSource));
    return joined;
  }

  /** Joins the transaction of whoever calls. */
  @Singleton
  public static class Within {
    @Inject private DataSource dataSource;

    @Transactional
    public List<Boolean> each() {
      return Stream.of(1, 2).map(i -> isJoined(dataSource)).toList();
    }
  }

  private static boolean isJoined(DataSource dataSource) {
    try (var connection = dataSource.getConnection()) {
      return !connection.getAutoCommit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
