package io.evergrant.testkit;

import io.evergrant.testkit.Database.Login;
import io.evergrant.testkit.demo.DemoProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The demo provider of {@code docker/compose.yaml}, and the people who can try it out. */
final class ContainerDemo {
  private static final Path STATE = Path.of("/state");
  private static final int PORT = 9090;

  private ContainerDemo() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var seed = Seed.in(STATE.resolve("seed"));
    var owner = new Login(given("EVERGRANT_DB_OWNER_USER"), secret());
    seed.into(new Database(given("EVERGRANT_DB_URL"), owner, owner));
    var provider = DemoProvider.inContainer(PORT, STATE.resolve("provider"));
    Runtime.getRuntime().addShutdownHook(new Thread(provider::close));
    System.out.printf(
        """
        portal          %s
        admin           %s  %s
        auditor         %s  %s
        operator        %s  %s
        demo provider   %s (issuer %s, client %s, secret %s)
        """,
        given("EVERGRANT_BASE_URL"),
        seed.acme().admin().email(),
        seed.acme().admin().password(),
        seed.acme().auditor().email(),
        seed.acme().auditor().password(),
        seed.operator().email(),
        seed.operator().password(),
        provider.base(),
        provider.issuer(),
        DemoProvider.CLIENT_ID,
        DemoProvider.CLIENT_SECRET);
    new CountDownLatch(1).await();
  }

  private static String secret() throws IOException {
    return Files.readString(Path.of(given("EVERGRANT_DB_OWNER_PASSWORD_FILE"))).strip();
  }

  private static String given(String name) {
    var value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
