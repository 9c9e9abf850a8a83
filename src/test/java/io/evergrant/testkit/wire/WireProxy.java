package io.evergrant.testkit.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands before one server on {@code 127.0.0.1}. Without rules it hands everything on; a server
 * that is away shows as a connection that is reset. The oldest rule that fits decides.
 */
public final class WireProxy implements AutoCloseable {
  private final Framing framing;
  private final int to;
  private final boolean remembers;
  private final ServerSocket listener;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private final Set<Passage> passages = ConcurrentHashMap.newKeySet();

  private WireProxy(Framing framing, int to, boolean remembers) {
    this.framing = framing;
    this.to = to;
    this.remembers = remembers;
    try {
      listener = new ServerSocket(0, 1024, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("wire to " + to).start(this::accept);
  }

  /** Before the server that listens on this port. */
  public static WireProxy before(int port, Framing framing) {
    return new WireProxy(framing, port, false);
  }

  /** As above; {@link #exchanges} tells all that was said. */
  public static WireProxy remembering(int port, Framing framing) {
    return new WireProxy(framing, port, true);
  }

  /** Where clients connect. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Interferes with every request that fits, from now on. */
  public Rule on(Predicate<Sent> which, Interference what) {
    return on(which, struck -> what);
  }

  /**
   * As above, each request in its own way.
   *
   * @param what by the number of requests that the rule has met before
   */
  public Rule on(Predicate<Sent> which, IntFunction<Interference> what) {
    var rule = new Rule(which, what);
    rules.add(rule);
    return rule;
  }

  /** Lets go of what is held, and forgets the rules. */
  public void clear() {
    rules.forEach(Rule::deliver);
    rules.clear();
  }

  /** What reached the server, in that order. */
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rules.forEach(Rule::drop);
    passages.forEach(Passage::end);
  }

  @Nullable Rule ruleFor(Sent sent) {
    return rules.stream().filter(rule -> rule.fits(sent)).findFirst().orElse(null);
  }

  Exchange begin(String request) {
    var exchange = new Exchange(request);
    if (remembers) {
      exchanges.add(exchange);
    }
    return exchange;
  }

  Socket connect() throws IOException {
    var server = new Socket();
    server.setTcpNoDelay(true);
    server.connect(
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), to), 5_000);
    return server;
  }

  void gone(Passage passage) {
    passages.remove(passage);
  }

  private void accept() {
    try {
      while (true) {
        var client = listener.accept();
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (IOException e) {
      // closed: nobody else comes
      return;
    }
  }

  private void serve(Socket client) {
    try {
      client.setTcpNoDelay(true);
      var passage = new Passage(this, framing, client, connect());
      passages.add(passage);
      passage.run();
    } catch (IOException e) {
      Passage.reset(client);
    }
  }
}
