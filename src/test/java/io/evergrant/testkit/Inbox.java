package io.evergrant.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of webhooks: a real HTTP server that keeps what it was sent, answers as a test wants,
 * and can be down. It verifies as docs/webhooks.md tells, by code of its own.
 */
public final class Inbox implements AutoCloseable {
  private final List<Message> all = new CopyOnWriteArrayList<>();
  private volatile Function<Message, Reply> answers = message -> new Reply(204, "");
  private int port;
  private @Nullable HttpServer server;

  /** Listens on a port of its own. */
  public Inbox() {
    up();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port + "/hooks");
  }

  /** Answers again, at the same address. */
  public void up() {
    try {
      var made =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 50);
      made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      made.createContext("/", this::serve);
      made.start();
      port = made.getAddress().getPort();
      server = made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nobody listens there any more. */
  public void down() {
    Objects.requireNonNull(server).stop(0);
    server = null;
  }

  public void answer(Function<Message, Reply> wanted) {
    answers = wanted;
  }

  /** In the order in which they came, whatever they were answered. */
  public List<Message> all() {
    return List.copyOf(all);
  }

  /** Those that were answered with 2xx. */
  public List<Message> taken() {
    return all.stream().filter(message -> message.status / 100 == 2).toList();
  }

  private void serve(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var message =
        new Message(
            String.valueOf(headers.getFirst("webhook-id")),
            Long.parseLong(headers.getFirst("webhook-timestamp")),
            String.valueOf(headers.getFirst("webhook-signature")),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    all.add(message);
    var reply = answers.apply(message);
    message.status = reply.status;
    reply.headers.forEach(exchange.getResponseHeaders()::set);
    var body = reply.body.getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }

  /** What to answer. */
  public record Reply(int status, String body, Map<String, String> headers) {
    public Reply(int status, String body) {
      this(status, body, Map.of());
    }
  }

  /** One request. */
  public static final class Message {
    public final String id;
    public final long timestamp;
    public final String signature;
    public final String body;
    private volatile int status;

    private Message(String id, long timestamp, String signature, String body) {
      this.id = id;
      this.timestamp = timestamp;
      this.signature = signature;
      this.body = body;
    }

    public String type() {
      return String.valueOf(json().get("type"));
    }

    /** A member of the event; «null» where it is null. */
    public String event(String member) {
      return String.valueOf(((Map<?, ?>) Objects.requireNonNull(json().get("data"))).get(member));
    }

    /** One of the event's details; «null» where it has none of that name. */
    public String fact(String name) {
      var event = (Map<?, ?>) Objects.requireNonNull(json().get("data"));
      return String.valueOf(((Map<?, ?>) Objects.requireNonNull(event.get("details"))).get(name));
    }

    public long number() {
      return Long.parseLong(event("number"));
    }

    private Map<String, Object> json() {
      try {
        return JSONObjectUtils.parse(body);
      } catch (ParseException e) {
        throw new AssertionError("no JSON: " + body, e);
      }
    }

    /** Whether one of the signatures is by this secret. */
    public boolean isSignedBy(String secret) {
      try {
        var mac = Mac.getInstance("HmacSHA256");
        var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var wanted = mac.doFinal((id + "." + timestamp + "." + body).getBytes(UTF_8));
        return Arrays.stream(signature.split(" "))
            .filter(one -> one.startsWith("v1,"))
            .map(one -> Base64.getDecoder().decode(one.substring(3)))
            .anyMatch(one -> MessageDigest.isEqual(one, wanted));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    public int signatures() {
      return signature.split(" ").length;
    }
  }
}
