package io.evergrant.testkit;

import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole of Evergrant on this machine: both stores, the demo provider, one portal node with the
 * WAR, and people to sign in.
 */
public final class Stack implements AutoCloseable {
  private static @Nullable Stack shared;

  private final Plan plan;
  private final Stores stores;
  private final DemoProvider provider;
  private final PortalServer portal;
  private final Seed seed;

  private Stack(Plan plan, Stores stores, DemoProvider provider, PortalServer portal, Seed seed) {
    this.plan = plan;
    this.stores = stores;
    this.provider = provider;
    this.portal = portal;
    this.seed = seed;
  }

  /**
   * Where and how.
   *
   * @param folder where everything is kept
   * @param outside stores that are not ours to start
   * @param port where the portal serves
   * @param demoPort where the demo provider would like to serve the first time; 0 for anywhere
   * @param environment more configuration for the portal
   * @param progress is told what happens next
   */
  public record Plan(
      Path folder,
      Outside outside,
      int port,
      int demoPort,
      Map<String, String> environment,
      Consumer<String> progress) {
    public Plan {
      environment = Map.copyOf(environment);
    }

    /** Everything our own, on free ports, saying nothing. */
    public static Plan in(Path folder) {
      return in(folder, Map.of());
    }

    /** The same, with more configuration for the portal. */
    public static Plan in(Path folder, Map<String, String> environment) {
      return new Plan(folder, Outside.NOTHING, Ports.free(), 0, environment, said -> {});
    }
  }

  /** Starts everything; what had started is stopped again when something does not. */
  public static Stack start(Plan plan) {
    var closing = new Closing();
    try {
      return start(plan, closing);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  static Stack start(Plan plan, Closing closing) {
    var progress = plan.progress();
    var folder = PrivateFiles.folder(plan.folder());
    progress.accept("PostgreSQL and OpenBao start");
    var stores = closing.add(Stores.start(folder, plan.outside()));
    progress.accept("the demo provider starts");
    var provider = closing.add(Demo.start(folder.resolve("provider"), plan.demoPort()));
    progress.accept("the portal starts: migrations, then the pages");
    var war = PayaraMicro.part("evergrant.war", "target/evergrant.war");
    var node =
        new PayaraMicro.Node(war, plan.port(), folder.resolve("portal"), environment(plan, stores));
    var portal = closing.add(PortalServer.launch(node));
    portal.awaitReady();
    progress.accept("the demo tenants are written");
    var seed = Seed.in(folder.resolve("people"));
    seed.into(stores.database(), Invitation.asked(plan.environment()).isEmpty());
    return new Stack(plan, stores, provider, portal, seed);
  }

  /**
   * One stack for all tests of a JVM, started by the first that asks and stopped when the JVM ends.
   */
  public static synchronized Stack shared() {
    if (shared == null) {
      try {
        var folder = Files.createTempDirectory("evergrant");
        var stack = start(Plan.in(folder));
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      stack.close();
                      PrivateFiles.wipe(folder);
                    }));
        shared = stack;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  /**
   * The portal's address, on {@code localhost}; the provider is on {@code 127.0.0.1}, another site
   * to a browser.
   */
  public URI base() {
    return portal.base();
  }

  public PortalServer portal() {
    return portal;
  }

  public DemoProvider provider() {
    return provider;
  }

  public Stores stores() {
    return stores;
  }

  public Seed seed() {
    return seed;
  }

  /** The first operator, where the plan asks for one; then the seed's does not exist. */
  public Optional<Invitation> invitation() {
    return Invitation.in(plan.environment(), portal.process().output());
  }

  /** Where the portal holds checkpoints outside the database. */
  public Path checkpoints() {
    return plan.folder().resolve("checkpoints.jsonl");
  }

  /** The servers that were started here. */
  public List<Child> processes() {
    return Stream.concat(stores.processes().stream(), Stream.of(portal.process())).toList();
  }

  /** SIGKILL for the portal, then a new start; returns when it serves again. */
  public void crashAndRestartPortal() {
    portal.kill();
    portal.startAgain();
  }

  /** Last started, first stopped. */
  @Override
  public void close() {
    portal.close();
    provider.close();
    stores.close();
  }

  private static Map<String, String> environment(Plan plan, Stores stores) {
    var environment = new HashMap<>(stores.environment());
    environment.put("EVERGRANT_BASE_URL", "http://localhost:" + plan.port());
    environment.put("EVERGRANT_NODE", "node1");
    environment.put("EVERGRANT_TICK", "PT1S");
    environment.put(
        "EVERGRANT_AUDIT_CHECKPOINTS",
        plan.folder().resolve("checkpoints.jsonl").toAbsolutePath().toString());
    // the demo provider lives on an address that the portal otherwise refuses to call
    environment.put("EVERGRANT_ALLOWED_ADDRESSES", "127.0.0.1/32");
    environment.putAll(plan.environment());
    return environment;
  }
}
