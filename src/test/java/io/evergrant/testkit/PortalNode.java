package io.evergrant.testkit;

import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.wire.Framing;
import io.evergrant.testkit.wire.WireProxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * One of several portals on the same stores. It reaches each of them through a proxy of its own, so
 * that a test can hold this node at a step while the others go on.
 */
public final class PortalNode implements AutoCloseable {
  private final String name;
  private final WireProxy database;
  private final WireProxy vault;
  private final PayaraMicro portal;

  private PortalNode(String name, WireProxy database, WireProxy vault, PayaraMicro portal) {
    this.name = name;
    this.database = database;
    this.vault = vault;
    this.portal = portal;
  }

  /** Launches a node and returns at once. */
  static PortalNode launch(
      String name, Path war, Path folder, Stores stores, Map<String, String> more) {
    var database = WireProxy.before(stores.postgres().port(), Framing.POSTGRESQL);
    var vault = WireProxy.before(stores.vault().address().getPort(), Framing.HTTP);
    var port = Ports.free();
    var environment = new HashMap<>(stores.environment());
    environment.put("EVERGRANT_BASE_URL", "http://localhost:" + port);
    environment.put("EVERGRANT_NODE", name);
    environment.put("EVERGRANT_TICK", "PT0.5S");
    environment.put("EVERGRANT_ALLOWED_ADDRESSES", "127.0.0.1/32");
    environment.put(
        "EVERGRANT_DB_URL", "jdbc:postgresql://127.0.0.1:" + database.port() + "/evergrant");
    environment.put("VAULT_ADDR", "http://127.0.0.1:" + vault.port());
    environment.putAll(more);
    var portal = PayaraMicro.launch(new PayaraMicro.Node(war, port, folder, environment));
    return new PortalNode(name, database, vault, portal);
  }

  public String name() {
    return name;
  }

  public URI base() {
    return portal.base();
  }

  /** Between this node and PostgreSQL. */
  public WireProxy database() {
    return database;
  }

  /** Between this node and OpenBao. */
  public WireProxy vault() {
    return vault;
  }

  public PayaraMicro portal() {
    return portal;
  }

  public void awaitReady() {
    portal.awaitReady();
  }

  /** SIGKILL. What its proxies hold is still theirs. */
  public void kill() {
    portal.kill();
  }

  /** SIGSTOP: it keeps its connections and does nothing. */
  public void standStill() {
    portal.process().standStill();
  }

  /** SIGCONT. */
  public void goOn() {
    portal.process().goOn();
  }

  @Override
  public void close() {
    portal.kill();
    database.close();
    vault.close();
  }
}
