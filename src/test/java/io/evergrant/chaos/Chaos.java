package io.evergrant.chaos;

import io.evergrant.testkit.Cluster;
import io.evergrant.testkit.PortalNode;
import io.evergrant.testkit.process.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/** The stack that all tests of this package share, and what they leave running on it. */
final class Chaos {
  /** Whether the long form was asked for: {@code mvn -Pchaos verify}. */
  static final boolean LONG = "all".equals(System.getProperty("evergrant.chaos"));

  private static @Nullable Cluster cluster;
  private static final List<PortalNode> NODES = new ArrayList<>();

  /** Of them, the one whose clock is wrong, if it was started. */
  private static final List<PortalNode> FAST = new ArrayList<>();

  private Chaos() {}

  static synchronized Cluster cluster() {
    if (cluster == null) {
      try {
        var folder = Files.createTempDirectory("evergrant-chaos");
        var started = Cluster.start(folder);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      started.close();
                      PrivateFiles.wipe(folder);
                    }));
        NODES.add(started.first());
        cluster = started;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return cluster;
  }

  /**
   * Exactly so many nodes that serve. A start is dear, so nodes that are too many only stand still
   * until they are wanted again. The clock of the second one is ten minutes ahead, and of no other.
   */
  static synchronized List<PortalNode> nodes(int count) {
    var on = cluster();
    NODES.removeIf(node -> !node.portal().process().isAlive());
    FAST.retainAll(NODES);
    var fresh = new ArrayList<PortalNode>();
    if (FAST.containsAll(NODES)) {
      // the first is the only one that some tests take, and they need the right time
      fresh.add(on.launch(Map.of()));
    }
    while (NODES.size() + fresh.size() < count) {
      if (FAST.isEmpty()) {
        var fast = on.launch(fastClock(on), Map.of());
        FAST.add(fast);
        fresh.add(fast);
      } else {
        fresh.add(on.launch(Map.of()));
      }
    }
    fresh.forEach(PortalNode::awaitReady);
    NODES.addAll(fresh);
    NODES.removeAll(FAST);
    NODES.addAll(1, FAST);
    on.wire().clear();
    for (var i = 0; i < NODES.size(); i++) {
      var node = NODES.get(i);
      node.database().clear();
      node.vault().clear();
      if (i < count) {
        node.goOn();
      } else {
        node.standStill();
      }
    }
    return List.copyOf(NODES.subList(0, count));
  }

  /** A copy of the WAR, under the same name, whose clock is wrong. */
  private static Path fastClock(Cluster on) {
    var war = Cluster.war();
    var name = String.valueOf(war.getFileName());
    var copy = PrivateFiles.folder(on.folder().resolve("fast")).resolve(name);
    ShrinkWrap.create(ZipImporter.class, name)
        .importFrom(war.toFile())
        .as(WebArchive.class)
        .addClass(FastClock.class)
        .as(ZipExporter.class)
        .exportTo(copy.toFile(), true);
    return copy;
  }

  /** The only node. */
  static PortalNode node() {
    return nodes(1).getFirst();
  }
}
