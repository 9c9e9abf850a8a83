package io.evergrant.testkit.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * A running demo provider: several issuers under one address on {@code 127.0.0.1}, so that it is
 * another site than a portal on {@code localhost}. The start page explains the issuers.
 */
public final class DemoProvider implements AutoCloseable {
  public static final String CLIENT_ID = "demo";
  public static final String CLIENT_SECRET = "demo-secret-0f6d2b7c41";

  /** Rotates, and a reuse kills the family. */
  public static final String STRICT = "strict";

  /** The refresh token never changes. */
  public static final String NEVER = "never";

  /** Rotates, and a spent token is accepted for 30 s more. */
  public static final String GRACE = "grace";

  private final HttpServer server;
  private final ExecutorService threads;
  private final Store store;
  private final Admin admin;
  private final ResourceApi api;
  private final URI base;

  static {
    // the server's own defaults delay small answers and drop connections that a busy client keeps
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    System.setProperty("sun.net.httpserver.idleInterval", "120");
  }

  private DemoProvider(HttpServer server, @Nullable Path state, InstantSource clock) {
    this.server = server;
    base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    store = new Store(state == null ? Journal.none() : Journal.in(state));
    var seal = new Seal(store.keys().sealing().decode());
    admin = new Admin(store, new Tokens(seal), clock);
    api = new ResourceApi(store, new Tokens(seal), clock);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext(
        "/", new Wire(base, new Routes(base, store, seal, admin, clock), admin.faults));
    server.createContext("/api/", api);
    server.start();
  }

  /**
   * Starts on a port, or on any free one for 0.
   *
   * @param state folder that is kept across restarts; null: memory only
   */
  public static DemoProvider start(int port, @Nullable Path state) {
    return start(port, state, InstantSource.system());
  }

  /** As above, by another clock. */
  public static DemoProvider start(int port, @Nullable Path state, InstantSource clock) {
    return listening(new byte[] {127, 0, 0, 1}, port, state, clock);
  }

  /** Listens everywhere, within a container; browsers still know it by the loopback address. */
  public static DemoProvider inContainer(int port, Path state) {
    return listening(new byte[4], port, state, InstantSource.system());
  }

  private static DemoProvider listening(
      byte[] host, int port, @Nullable Path state, InstantSource clock) {
    HttpServer server;
    try {
      var address = new InetSocketAddress(InetAddress.getByAddress(host), port);
      server = HttpServer.create(address, 1024);
    } catch (IOException e) {
      throw new UncheckedIOException("the demo provider cannot listen on port " + port, e);
    }
    try {
      return new DemoProvider(server, state, clock);
    } catch (RuntimeException e) {
      server.stop(0);
      throw e;
    }
  }

  /** The address of the start page, without a slash at the end. */
  public URI base() {
    return base;
  }

  /** The strict issuer. */
  public URI issuer() {
    return issuer(STRICT);
  }

  public URI issuer(String mode) {
    return URI.create(base + "/" + mode);
  }

  /** Every token request so far, in order. */
  public List<LedgerEntry> ledger() {
    return store.ledger.all();
  }

  /** The token requests of one issuer. */
  public List<LedgerEntry> ledger(String mode) {
    return store.ledger.find(mode, null, null);
  }

  /**
   * Changes an issuer, or makes a strict one under a new name and changes that.
   *
   * @param changes names and values as {@code GET /admin/settings} shows them
   */
  public void settings(String mode, Map<String, ?> changes) {
    admin.settings(mode, new JSONObject(changes));
  }

  /** What the account's owner does by hand on the account page; says how many grants ended. */
  public int revoke(String mode, String account) {
    return admin.revoke(mode, account);
  }

  /** What was asked of the API of an issuer, at {@code /api/{issuer}/…}, in order. */
  public List<ApiCall> apiCalls(String mode) {
    return api.calls(mode);
  }

  /** Has the API of an issuer refuse every access token that it has seen. */
  public void refuseSeenTokens(String mode) {
    api.refuseSeen(mode);
  }

  public void client(String id, String secret) {
    admin.client(id, secret);
  }

  /** Grants of made-up subjects, each with a refresh token that was never used. */
  public List<Seeded> seed(String mode, String client, int count, String scope) {
    return admin.seed(mode, client, count, scope);
  }

  /** As above, one grant of each of these accounts, who can sign in: ada, ben and chen. */
  public List<Seeded> seedOf(String mode, String client, List<String> accounts, String scope) {
    return admin.seedOf(mode, client, accounts, scope);
  }

  /**
   * Sets a fault: {@code kind} is none, status, drop, cut, trickle, malformed, huge, redirect or
   * html, each with its own values as {@link Fault#fromJson} reads them; beside them {@code mode},
   * {@code endpoint} (token), {@code acts}, {@code before_ms}, {@code after_ms}, {@code times} (-1:
   * until cleared).
   *
   * @return its number, to ask how often it struck
   */
  public int fault(Map<String, ?> rule) {
    return admin.faults.set(new JSONObject(rule)).id();
  }

  /** How often that fault has struck. */
  public int struck(int fault) {
    return admin.faults.all().stream()
        .filter(rule -> rule.id() == fault)
        .mapToInt(FaultRule::struck)
        .sum();
  }

  public void clearFaults() {
    admin.faults.clear();
  }

  /** Forgets grants, ledger, faults and settings. */
  public void clear() {
    admin.clear();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    store.close();
  }

  /**
   * {@code --port N --state DIR}; prints {@code ready} and the address, and stays until it is
   * ended.
   */
  public static void main(String[] args) throws InterruptedException {
    var port = 0;
    Path state = null;
    for (var i = 0; i + 1 < args.length; i += 2) {
      switch (args[i]) {
        case "--port" -> port = Integer.parseInt(args[i + 1]);
        case "--state" -> state = Path.of(args[i + 1]);
        default -> throw new IllegalArgumentException("unknown: " + args[i]);
      }
    }
    var provider = start(port, state);
    Runtime.getRuntime().addShutdownHook(new Thread(provider::close));
    System.out.println("ready " + provider.base());
    new CountDownLatch(1).await();
  }
}
