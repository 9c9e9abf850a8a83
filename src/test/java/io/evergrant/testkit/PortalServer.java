package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import java.net.URI;

/** One portal node, on the server that the build chose: the WAR is the same. */
public sealed interface PortalServer extends AutoCloseable permits NodeProcess {

  /** Launches the node and returns at once; {@link #awaitReady} tells when it serves. */
  static PortalServer launch(PayaraMicro.Node node) {
    return System.getProperty("evergrant.wildfly") == null
        ? PayaraMicro.launch(node)
        : WildFly.launch(node);
  }

  /** The address that browsers use. */
  URI base();

  /** Where it tells of its health. */
  URI health();

  Child process();

  /** SIGKILL; nobody answers until {@link #startAgain}. */
  void kill();

  /**
   * A start with the same configuration and port, after the node was killed or stopped; returns
   * when it serves.
   */
  void startAgain();

  /**
   * Returns when the application answers and calls itself ready.
   *
   * @throws CannotStart as soon as it is clear that it never will
   */
  void awaitReady();

  @Override
  void close();
}
