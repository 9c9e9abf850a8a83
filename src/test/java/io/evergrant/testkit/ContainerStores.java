package io.evergrant.testkit;

import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Starts PostgreSQL, OpenBao and the demo provider before Arquillian starts its server, and tells
 * the server where they are. Configuration goes in by system properties, which MicroProfile Config
 * reads as well as the environment. All end with the JVM of the tests.
 */
public final class ContainerStores implements LoadableExtension {
  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(ContainerStores.class);
  }

  /** Called once Arquillian knows its containers and before it starts any. */
  void start(@Observes ContainerRegistry registry) throws IOException {
    var folder = Files.createTempDirectory("evergrant-it");
    var stores = Stores.start(folder);
    var provider = Demo.start(folder.resolve("provider"), 0);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stores, provider, folder)));
    var port = Ports.free();
    var options = options(stores, port) + " -Devergrant.it.demo=" + provider.base();
    for (Container<?> container : registry.getContainers()) {
      container
          .getContainerConfiguration()
          .overrideProperty(
              "microJar",
              PayaraMicro.part("evergrant.payara", "target/parts/payara-micro.jar").toString())
          .overrideProperty("cmdOptions", options)
          .overrideProperty(
              "extraMicroOptions",
              "--port " + port + " --prebootcommandfile " + PayaraMicro.preboot(folder));
    }
  }

  private static String options(Stores stores, int port) {
    Map<String, String> configuration = new HashMap<>(stores.environment());
    configuration.values().removeIf(String::isEmpty);
    configuration.put("EVERGRANT_BASE_URL", "http://localhost:" + port);
    configuration.put("EVERGRANT_NODE", "it");
    configuration.put("EVERGRANT_ALLOWED_ADDRESSES", "127.0.0.1/32");
    return configuration.entrySet().stream()
        .map(value -> "-D" + value.getKey() + "=" + value.getValue())
        .collect(Collectors.joining(" "));
  }

  private static void stop(Stores stores, DemoProvider provider, Path folder) {
    provider.close();
    stores.close();
    PrivateFiles.wipe(folder);
  }
}
