package io.evergrant.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import io.evergrant.testkit.process.RandomSecret;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One OpenBao node on Raft storage with a static seal, as in production but for its size: it keeps
 * what it is told, opens itself with the key beside it, writes an audit log, and is found again
 * with all that after a crash.
 */
public final class Bao implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private final OpenBaoProgram program;
  private Child server;

  private Bao(Path folder, int port, OpenBaoProgram program) {
    this.folder = folder;
    this.port = port;
    this.program = program;
    this.server = launch();
  }

  /** Starts a node on what the folder holds; an empty one becomes a new, initialized store. */
  public static Bao start(Path folder) {
    PrivateFiles.folder(folder);
    PrivateFiles.folder(folder.resolve("raft"));
    if (!Files.exists(folder.resolve("unseal.key"))) {
      PrivateFiles.write(folder.resolve("unseal.key"), RandomSecret.bytes(32));
    }
    var program = OpenBaoProgram.find();
    var port = KeptPort.in(folder);
    // a node alone is never asked on its cluster port
    PrivateFiles.write(folder.resolve("bao.hcl"), configuration(port, Ports.free()));
    var bao = new Bao(folder, port, program);
    try {
      bao.awaitService();
    } catch (RuntimeException e) {
      bao.close();
      throw e;
    }
    return bao;
  }

  /**
   * The node's address and its root token, which nothing but {@code vault/bootstrap} and tests may
   * use.
   */
  public Vault vault() {
    return new Vault(address(), PrivateFiles.kept(folder.resolve("root.token"), this::noRootToken));
  }

  /** The audit log of the node: one JSON object a line, values hashed. */
  public Path auditLog() {
    return folder.resolve("audit.log");
  }

  public Child process() {
    return server;
  }

  /** SIGKILL, then a new start on the same storage and port. */
  public void crashAndRestart() {
    kill();
    startAgain();
  }

  /** SIGKILL; nobody answers until {@link #startAgain}. */
  public void kill() {
    server.kill();
  }

  /** A start on the same storage and port, after the node was killed. */
  public void startAgain() {
    server = launch();
    awaitService();
  }

  /** Seals the node, as an operator does in an emergency. A start opens it again. */
  public void seal() {
    put("sys/seal", "{}");
  }

  @Override
  public void close() {
    server.close();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private Child launch() {
    // relative paths in the configuration: the folder may be moved, and a changed audit path would
    // lock the store
    return Child.start(
        new Child.Command(
            "OpenBao",
            List.of(program.path().toString(), "server", "-config=bao.hcl"),
            folder,
            folder.resolve("bao.log"),
            Map.of(),
            "TERM"));
  }

  private static String configuration(int port, int clusterPort) {
    return """
    storage "raft" {
      path                   = "raft"
      node_id                = "node1"
      performance_multiplier = 1
    }
    listener "tcp" {
      address         = "127.0.0.1:%1$d"
      cluster_address = "127.0.0.1:%2$d"
      tls_disable     = true
    }
    seal "static" {
      current_key_id = "1"
      current_key    = "file://unseal.key"
    }
    audit "file" "file" {
      options {
        file_path = "audit.log"
      }
    }
    api_addr      = "http://127.0.0.1:%1$d"
    cluster_addr  = "http://127.0.0.1:%2$d"
    disable_mlock = true
    """
        .formatted(port, clusterPort);
  }

  private void awaitService() {
    Until.holds("OpenBao served requests; see " + server.log(), PATIENCE, this::serves);
  }

  /** 200 is an active, open node; 501 asks to be initialized; anything else passes by itself. */
  private boolean serves() {
    if (!server.isAlive()) {
      throw new CannotStart(
          "OpenBao ended while it started; the last lines of its log are:\n" + server.lastLines(5),
          "do what they say; the whole log is " + server.log() + ".");
    }
    var health = Http.get(address().resolve("/v1/sys/health"));
    if (health.filter(answer -> answer.status() == 501).isPresent()) {
      initialize();
    }
    return health.filter(answer -> answer.status() == 200).isPresent();
  }

  private void initialize() {
    try {
      var answer = put("sys/init", "{\"recovery_shares\":1,\"recovery_threshold\":1}");
      var token = JSONObjectUtils.getString(JSONObjectUtils.parse(answer), "root_token");
      PrivateFiles.write(folder.resolve("root.token"), token);
    } catch (ParseException e) {
      throw new IllegalStateException("OpenBao's answer to sys/init could not be read", e);
    }
  }

  private String put(String path, String body) {
    var request =
        HttpRequest.newBuilder(address().resolve("/v1/" + path))
            .PUT(HttpRequest.BodyPublishers.ofString(body));
    if (!path.equals("sys/init")) {
      request.header("X-Vault-Token", vault().token());
    }
    try {
      var answer = Http.send(request);
      if (answer.status() >= 300) {
        throw new IllegalStateException(
            "OpenBao answered " + path + " with " + answer.status() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException("OpenBao did not answer " + path, e);
    }
  }

  private String noRootToken() {
    throw new CannotStart(
        "The root token of " + folder + " is gone, so nobody can prepare this OpenBao.",
        "start afresh with -Dfresh, which wipes what was kept.");
  }
}
