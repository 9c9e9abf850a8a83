package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.Until;
import java.net.URI;
import java.time.Duration;

/** A portal node's process: killed, started again, and waited for, whichever server it runs. */
abstract sealed class NodeProcess implements PortalServer permits PayaraMicro, WildFly {
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final PayaraMicro.Node node;
  private Child server;

  NodeProcess(PayaraMicro.Node node, Child server) {
    this.node = node;
    this.server = server;
  }

  /** Starts the process another time, in the same folder. */
  abstract Child launch();

  /** Throws where it never will, with the cause that its log names. */
  abstract boolean serves();

  /** What is said of a node that is not ready in time. */
  abstract CannotStart late();

  final PayaraMicro.Node node() {
    return node;
  }

  @Override
  public final URI base() {
    return URI.create("http://localhost:" + node.port());
  }

  @Override
  public final Child process() {
    return server;
  }

  @Override
  public final void kill() {
    server.kill();
  }

  @Override
  public final void startAgain() {
    server = launch();
    awaitReady();
  }

  @Override
  public final void awaitReady() {
    if (!Until.within(PATIENCE, Duration.ofMillis(200), this::serves)) {
      throw late();
    }
  }

  @Override
  public final void close() {
    server.close();
  }
}
