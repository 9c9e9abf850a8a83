package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.PrivateFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One portal node: Payara Micro with the WAR as its only application, on the loopback interface,
 * without a cluster. Nothing that it writes is needed again, so every start begins with an empty
 * working folder.
 */
public final class PayaraMicro extends NodeProcess {
  private static final String PREBOOT =
      """
      set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1
      set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false
      set configs.config.server-config.ejb-container.ejb-timer-service.ejb-timer-service=None
      set configs.config.server-config.network-config.protocols.protocol.http-listener.http.compression=on
      set configs.config.server-config.network-config.protocols.protocol.http-listener.http.compressable-mime-type=text/html,text/css,text/javascript,application/javascript,image/svg+xml
      """;

  /** Of a node that lives for a test: half of what a start costs is code made fast for later. */
  private static final List<String> OPTIONS =
      Stream.of(System.getProperty("evergrant.node.options", "").split(" "))
          .filter(option -> !option.isBlank())
          .toList();

  private PayaraMicro(Node node) {
    super(node, process(node));
  }

  /**
   * What to start.
   *
   * @param war the application
   * @param port where it serves HTTP
   * @param folder for its log and what it unpacks
   * @param environment its configuration, added to this JVM's environment; an empty value takes a
   *     variable away
   */
  public record Node(Path war, int port, Path folder, Map<String, String> environment) {
    public Node {
      environment = Map.copyOf(environment);
    }
  }

  /** Launches the node and returns at once; {@link #awaitReady} tells when it serves. */
  public static PayaraMicro launch(Node node) {
    PrivateFiles.folder(node.folder());
    return new PayaraMicro(node);
  }

  /** Launches the node and returns when it serves. */
  public static PayaraMicro start(Node node) {
    var payara = launch(node);
    try {
      payara.awaitReady();
      return payara;
    } catch (RuntimeException e) {
      payara.close();
      throw e;
    }
  }

  /**
   * The WAR and the server that the build made ready, by system property or at their usual place.
   */
  static Path part(String property, String usual) {
    var path = Path.of(System.getProperty(property, usual)).toAbsolutePath();
    if (!Files.isRegularFile(path)) {
      throw new CannotStart(
          path + " is missing.", "build it: mvn process-test-classes war:war@default-war");
    }
    return path;
  }

  /**
   * Writes the commands that keep the server on the loopback interface, for {@code
   * --prebootcommandfile}.
   */
  static Path preboot(Path folder) {
    var file = folder.resolve("preboot.txt");
    PrivateFiles.write(file, PREBOOT);
    return file;
  }

  @Override
  public URI health() {
    return local("/");
  }

  @Override
  CannotStart late() {
    return new CannotStart(
        "The portal was not ready within "
            + PATIENCE.toMinutes()
            + " minutes; /health/ready says: "
            + readiness(),
        "mend what it names; the log is " + process().log() + ".");
  }

  /** The server says it is ready when no application is there, so a page must answer too. */
  @Override
  boolean serves() {
    var server = process();
    var failure = DeploymentFailure.in(server.output());
    if (failure.isPresent()) {
      throw failure.get().asCannotStart(server.log());
    }
    if (!server.isAlive()) {
      throw new CannotStart(
          "The portal ended while it started; the last lines of its log are:\n"
              + server.lastLines(5),
          "do what they say; the whole log is " + server.log() + ".");
    }
    return answers("/health/ready", 200)
        && Http.get(local("/login")).filter(page -> page.status() != 404).isPresent();
  }

  private boolean answers(String path, int status) {
    return Http.get(local(path)).filter(answer -> answer.status() == status).isPresent();
  }

  private String readiness() {
    return Http.get(local("/health/ready"))
        .map(answer -> answer.status() + " " + answer.body())
        .orElse("nothing");
  }

  private URI local(String path) {
    return URI.create("http://127.0.0.1:" + node().port() + path);
  }

  @Override
  Child launch() {
    return process(node());
  }

  private static Child process(Node node) {
    var folder = node.folder();
    var work = folder.resolve("work");
    PrivateFiles.wipe(work);
    PrivateFiles.folder(work);
    var preboot = preboot(folder);
    PrivateFiles.write(folder.resolve("portal.log"), "");
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(OPTIONS);
    line.addAll(List.of("-Xmx1g", "-Djava.io.tmpdir=" + work, "-Duser.timezone=UTC"));
    line.addAll(
        List.of("-jar", part("evergrant.payara", "target/parts/payara-micro.jar").toString()));
    line.addAll(List.of("--nocluster", "--port", Integer.toString(node.port())));
    line.addAll(List.of("--prebootcommandfile", preboot.toString()));
    line.addAll(List.of("--deploy", node.war().toString()));
    var environment = new HashMap<>(node.environment());
    return Child.start(
        new Child.Command(
            "the portal", line, folder, folder.resolve("portal.log"), environment, "TERM"));
  }
}
