package io.evergrant.testkit;

import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.PrivateFiles;
import io.evergrant.testkit.wire.Framing;
import io.evergrant.testkit.wire.WireProxy;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL, one OpenBao and one demo provider, and as many portal nodes as a test asks for.
 * Nodes find the provider behind a proxy, too.
 */
public final class Cluster implements AutoCloseable {
  private final Path folder;
  private final Stores stores;
  private final DemoProvider provider;
  private final WireProxy wire;
  private final Seed seed;
  private final CopyOnWriteArrayList<PortalNode> nodes = new CopyOnWriteArrayList<>();
  private final AtomicInteger names = new AtomicInteger();

  private Cluster(Path folder, Stores stores, DemoProvider provider) {
    this.folder = folder;
    this.stores = stores;
    this.provider = provider;
    this.wire = WireProxy.remembering(provider.base().getPort(), Framing.HTTP);
    this.seed = Seed.in(folder.resolve("people"));
  }

  /** Starts the stores, the provider and a first node. */
  public static Cluster start(Path folder) {
    var closing = new Closing();
    try {
      PrivateFiles.folder(folder);
      var stores = closing.add(Stores.start(folder));
      var provider = closing.add(Demo.start(folder.resolve("provider"), 0));
      var cluster = closing.add(new Cluster(folder, stores, provider));
      cluster.node();
      cluster.seed.into(stores.database());
      return cluster;
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  /** A new node that serves. */
  public PortalNode node() {
    var node = launch(Map.of());
    node.awaitReady();
    return node;
  }

  /** A new node that starts; {@link PortalNode#awaitReady} tells when it serves. */
  public PortalNode launch(Map<String, String> environment) {
    return launch(war(), environment);
  }

  /** What nodes deploy. */
  public static Path war() {
    return PayaraMicro.part("evergrant.war", "target/evergrant.war");
  }

  /** Where everything of this cluster is kept. */
  public Path folder() {
    return folder;
  }

  /** As above, with a WAR of its own. */
  public PortalNode launch(Path war, Map<String, String> environment) {
    var name = "node" + names.incrementAndGet();
    var node = PortalNode.launch(name, war, folder.resolve(name), stores, environment);
    nodes.add(node);
    return node;
  }

  /** Ends a node for good. */
  public void remove(PortalNode node) {
    node.close();
    nodes.remove(node);
  }

  /** The node that this began with, or the oldest that is left. */
  public PortalNode first() {
    return nodes.getFirst();
  }

  public Stores stores() {
    return stores;
  }

  public DemoProvider provider() {
    return provider;
  }

  /** Between all nodes and the provider. */
  public WireProxy wire() {
    return wire;
  }

  /** An issuer's address as nodes are to call it: through the proxy. */
  public URI issuer(String mode) {
    return URI.create("http://127.0.0.1:" + wire.port() + "/" + mode);
  }

  public Seed seed() {
    return seed;
  }

  /** Where no role of ours may look. */
  public Connection superuser() throws SQLException {
    return stores.postgres().superuser("evergrant");
  }

  /** The database's clock, by which leases end, is ahead by so much more from now on. */
  public void advanceClock(Duration by) {
    try (var connection = superuser();
        var update =
            connection.prepareStatement(
                "UPDATE eg_clock SET shift = shift + ? * interval '1 millisecond'")) {
      update.setLong(1, by.toMillis());
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    nodes.forEach(PortalNode::close);
    wire.close();
    provider.close();
    stores.close();
  }
}
