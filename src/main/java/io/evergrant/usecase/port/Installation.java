package io.evergrant.usecase.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes and work of all tenants together, as numbers. Times are the database's. */
public interface Installation {
  /**
   * This node lives.
   *
   * @param starts whether it has just started
   */
  void lives(String node, String release, boolean starts);

  /** Those that were seen within a week, by name. */
  List<Node> nodes();

  Queue queue();

  /** The newest migration that the database has. */
  String schema();

  /**
   * A node.
   *
   * @param unseen for how long it has said nothing
   */
  record Node(String name, String release, Instant startedAt, Instant seenAt, Duration unseen) {}

  /**
   * What is to be refreshed.
   *
   * @param late due for more than a minute
   * @param oldestDueAt null where nothing is due
   * @param inFlight claimed, and not ended
   * @param escrowed answers of providers that Vault has not taken yet
   */
  record Queue(long due, long late, @Nullable Instant oldestDueAt, long inFlight, long escrowed) {}
}
