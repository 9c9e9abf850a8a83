package io.evergrant.testkit;

import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.Tool;
import io.evergrant.testkit.process.Until;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The programs of {@code docs/guides}, run as the guides tell, with an issuer of the demo provider
 * in the provider's place.
 */
public final class Guides {
  public static final Path FOLDER = Path.of("docs/guides").toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Stack stack;
  private final String mode;
  private final UUID provider;

  private Guides(Stack stack, String mode, UUID provider) {
    this.stack = stack;
    this.mode = mode;
    this.provider = provider;
  }

  /** A provider of the tenant's, whose access tokens come on demand. */
  public static Guides at(Stack stack, String mode, int accessLife) {
    var demo = stack.provider();
    demo.settings(mode, Map.of("access_life_s", accessLife));
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    return new Guides(
        stack, mode, admin.registerDemoOnDemand("As the guides tell, " + mode, demo, mode));
  }

  public static Python python() {
    return Python.with(
        Stream.of(
                "python-fastapi/requirements.txt",
                "python-flask/requirements.txt",
                "from-requests-oauthlib/requirements.txt",
                "from-requests-oauthlib/before-requirements.txt",
                "from-redis/requirements.txt")
            .map(FOLDER::resolve)
            .toList());
  }

  public UUID provider() {
    return provider;
  }

  public String mode() {
    return mode;
  }

  /** An account consents. */
  public UUID connect(String account) {
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    return admin.connect(provider, stack.provider(), account);
  }

  public BackEnd backEnd() {
    return new BackEnd(stack.base(), stack.seed().acme().apiKey());
  }

  /** What a guide tells to set, and more. */
  public Map<String, String> environment(Map<String, String> more) {
    var environment = new HashMap<String, String>();
    environment.put("EVERGRANT_URL", stack.base().toString());
    environment.put("EVERGRANT_API_KEY", stack.seed().acme().apiKey().reveal());
    environment.put("PROVIDER_API", stack.provider().base() + "/api/" + mode + "/me");
    environment.putAll(more);
    return environment;
  }

  /** Runs a program of a guide to its end. */
  public Tool run(String guide, Map<String, String> more, List<String> line) {
    return Tool.run(FOLDER.resolve(guide), environment(more), PATIENCE, line);
  }

  /** How many refreshes of an account the provider accepted. */
  public long redemptions(String account) {
    return stack.provider().ledger(mode).stream()
        .filter(entry -> entry.kind().equals("refresh_token"))
        .filter(entry -> account.equals(entry.account()))
        .filter(entry -> entry.accepted())
        .count();
  }

  /** Starts a server of a guide, and returns when it answers. */
  public Server serve(String guide, Path folder, Map<String, String> more, Line line) {
    var port = Ports.free();
    var origin = URI.create("http://localhost:" + port);
    var environment = environment(more);
    environment.put("APP_ORIGIN", origin.toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    var child =
        Child.start(
            new Child.Command(
                guide,
                line.on(Integer.toString(port)),
                folder,
                folder.resolve("server.log"),
                environment,
                "TERM"));
    try {
      Until.holds(
          guide + " answers",
          PATIENCE,
          () -> {
            if (!child.isAlive()) {
              throw new IllegalStateException(guide + " ended: " + child.lastLines(20));
            }
            return Http.get(origin.resolve("/")).isPresent();
          });
    } catch (IllegalStateException e) {
      child.close();
      throw new IllegalStateException(e.getMessage() + "\n" + child.lastLines(30), e);
    }
    return new Server(origin, child);
  }

  /** How a server is started on a port. */
  public interface Line {
    List<String> on(String port);
  }

  /** A running server of a guide. */
  public record Server(URI origin, Child child) implements AutoCloseable {
    public BackEnd.Answer get(String path) {
      return BackEnd.send(origin, path, HttpRequest.Builder::GET);
    }

    @Override
    public void close() {
      child.close();
    }
  }
}
