package io.evergrant.chaos;

import io.evergrant.testkit.Cluster;
import io.evergrant.testkit.PortalNode;
import io.evergrant.testkit.process.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** Those of them whose clock is wrong, each with the class that makes it so. */
  private static final Map<PortalNode, Class<?>> WRONG = new HashMap<>();

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
   * until they are wanted again. The clock of the second one is ten minutes ahead, that of the
   * third ten minutes behind, and that of no other is wrong.
   */
  static synchronized List<PortalNode> nodes(int count) {
    var on = cluster();
    NODES.removeIf(node -> !node.portal().process().isAlive());
    WRONG.keySet().retainAll(NODES);
    var right = new ArrayList<>(NODES.stream().filter(node -> !WRONG.containsKey(node)).toList());
    var fresh = new ArrayList<PortalNode>();
    var chosen = new ArrayList<PortalNode>();
    for (var i = 0; i < count; i++) {
      // the first is the only one that some tests take, and they need the right time
      chosen.add(
          switch (i) {
            case 1 -> wrong(on, FastClock.class, fresh);
            case 2 -> wrong(on, SlowClock.class, fresh);
            default -> right.isEmpty() ? launched(on.launch(Map.of()), fresh) : right.removeFirst();
          });
    }
    fresh.forEach(PortalNode::awaitReady);
    on.wire().clear();
    for (var node : NODES) {
      node.database().clear();
      node.vault().clear();
      if (chosen.contains(node)) {
        node.goOn();
      } else {
        node.standStill();
      }
    }
    return List.copyOf(chosen);
  }

  private static PortalNode wrong(Cluster on, Class<?> clock, List<PortalNode> fresh) {
    for (var known : WRONG.entrySet()) {
      if (known.getValue().equals(clock)) {
        return known.getKey();
      }
    }
    var node = launched(on.launch(withClock(on, clock), Map.of()), fresh);
    WRONG.put(node, clock);
    return node;
  }

  private static PortalNode launched(PortalNode node, List<PortalNode> fresh) {
    NODES.add(node);
    fresh.add(node);
    return node;
  }

  /** A copy of the WAR, under the same name, whose clock is wrong. */
  private static Path withClock(Cluster on, Class<?> clock) {
    var war = Cluster.war();
    var name = String.valueOf(war.getFileName());
    var folder = PrivateFiles.folder(on.folder().resolve(clock.getSimpleName()));
    var copy = folder.resolve(name);
    if (!Files.exists(copy)) {
      ShrinkWrap.create(ZipImporter.class, name)
          .importFrom(war.toFile())
          .as(WebArchive.class)
          .addClasses(clock, WrongClock.class)
          .as(ZipExporter.class)
          .exportTo(copy.toFile());
    }
    return copy;
  }

  /** The only node. */
  static PortalNode node() {
    return nodes(1).getFirst();
  }
}
