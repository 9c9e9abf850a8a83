package io.evergrant.testkit;

import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import java.nio.file.Path;

/** What {@link Stack} is on Payara Micro, on WildFly: the same stores, the same demo provider. */
public final class SecondServer implements AutoCloseable {
  private final Closing closing;
  private final Stores stores;
  private final DemoProvider provider;
  private final WildFly portal;
  private final Seed seed;

  private SecondServer(
      Closing closing, Stores stores, DemoProvider provider, WildFly portal, Seed seed) {
    this.closing = closing;
    this.stores = stores;
    this.provider = provider;
    this.portal = portal;
    this.seed = seed;
  }

  /**
   * Starts everything; what had started is stopped again when something does not.
   *
   * @param server where WildFly is unpacked
   */
  public static SecondServer start(Path folder, Path server) {
    var closing = new Closing();
    try {
      var stores = closing.add(Stores.start(PrivateFiles.folder(folder)));
      var provider = closing.add(Demo.start(folder.resolve("provider"), 0));
      var port = Ports.free();
      var portal =
          closing.add(
              WildFly.start(
                  PayaraMicro.part("evergrant.wildfly", "target/parts/wildfly.zip"),
                  PayaraMicro.part("evergrant.war", "target/evergrant.war"),
                  server,
                  port,
                  Stack.environment(folder, port, stores)));
      var seed = Seed.in(folder.resolve("people"));
      seed.into(stores.database(), true);
      return new SecondServer(closing, stores, provider, portal, seed);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  public WildFly portal() {
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

  /** Last started, first stopped. */
  @Override
  public void close() {
    closing.close();
  }
}
