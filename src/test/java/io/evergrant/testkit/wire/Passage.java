package io.evergrant.testkit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.wire.Interference.Answer;
import io.evergrant.testkit.wire.Interference.Cut;
import io.evergrant.testkit.wire.Interference.DelayAnswer;
import io.evergrant.testkit.wire.Interference.DelayRequest;
import io.evergrant.testkit.wire.Interference.HoldAnswer;
import io.evergrant.testkit.wire.Interference.HoldRequest;
import io.evergrant.testkit.wire.Interference.Pass;
import io.evergrant.testkit.wire.Interference.ResetAfter;
import io.evergrant.testkit.wire.Interference.ResetBefore;
import io.evergrant.testkit.wire.Interference.Trickle;
import io.evergrant.testkit.wire.Interference.Twice;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client's connection and ours to the server behind it. */
final class Passage {
  private static final int CHUNK = 64 * 1024;
  private static final Duration LATE_ANSWER = Duration.ofSeconds(5);

  private final WireProxy proxy;
  private final Framing framing;
  private final Socket client;
  private final Socket server;
  private volatile Turn turn;
  private String before = "";
  private final Statements statements = new Statements();
  private boolean greeting = true;

  Passage(WireProxy proxy, Framing framing, Socket client, Socket server) {
    this.proxy = proxy;
    this.framing = framing;
    this.client = client;
    this.server = server;
    this.turn = new Turn(null, new Pass(), new Exchange(""));
  }

  /** A request that went on, and what is to become of its answer. */
  private static final class Turn {
    final @Nullable Rule rule;
    final Interference what;
    final Exchange exchange;
    final CountDownLatch answered = new CountDownLatch(1);
    int handedOn;

    Turn(@Nullable Rule rule, Interference what, Exchange exchange) {
      this.rule = rule;
      this.what = what;
      this.exchange = exchange;
    }
  }

  void run() {
    var back = Thread.startVirtualThread(this::answers);
    try {
      requests();
    } catch (IOException e) {
      // one of the two is gone: so is the other
    } finally {
      end();
      proxy.gone(this);
      back.interrupt();
    }
  }

  void end() {
    close(client);
    close(server);
  }

  private void requests() throws IOException {
    var buffer = new byte[CHUNK];
    var length = 0;
    var in = client.getInputStream();
    while (true) {
      int end;
      while ((end = framing.end(buffer, length, greeting)) > 0) {
        if (!request(Arrays.copyOf(buffer, end))) {
          return;
        }
        System.arraycopy(buffer, end, buffer, 0, length - end);
        length -= end;
      }
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      var read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        return;
      }
      length += read;
    }
  }

  /** False: this connection is over. */
  private boolean request(byte[] bytes) throws IOException {
    var said =
        framing == Framing.POSTGRESQL && !greeting
            ? statements.spelledOut(bytes)
            : new String(bytes, ISO_8859_1);
    var sent = new Sent(said, before);
    before = framing.endsTransaction(sent.text()) ? "" : sent.before() + sent.text();
    // what asks for encryption is followed by another greeting
    greeting = greeting && bytes.length == Framing.ASKS_FOR_ENCRYPTION;
    var rule = proxy.ruleFor(sent);
    var what = rule == null ? new Pass() : rule.strike();
    switch (what) {
      case HoldRequest hold when rule != null -> {
        if (!rule.hold()) {
          return false;
        }
        forward(bytes, sent, rule, what);
        return stillThere();
      }
      case DelayRequest delay -> sleep(delay.by());
      case ResetBefore reset -> {
        reset(client);
        return false;
      }
      case Answer answer -> {
        instead(answer);
        return true;
      }
      case Twice twice -> elsewhere(bytes, sent);
      case HoldRequest nobody -> {}
      case Pass pass -> {}
      case HoldAnswer later -> {}
      case DelayAnswer later -> {}
      case ResetAfter later -> {}
      case Cut later -> {}
      case Trickle later -> {}
    }
    forward(bytes, sent, rule, what);
    return true;
  }

  private void instead(Answer answer) throws IOException {
    var body = answer.body().getBytes(UTF_8);
    var head =
        "HTTP/1.1 %d By the wire\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(answer.status(), body.length);
    client.getOutputStream().write(head.getBytes(ISO_8859_1));
    client.getOutputStream().write(body);
    client.getOutputStream().flush();
  }

  private void forward(byte[] bytes, Sent sent, @Nullable Rule rule, Interference what)
      throws IOException {
    turn = new Turn(rule, what, proxy.begin(sent.text()));
    server.getOutputStream().write(bytes);
    server.getOutputStream().flush();
  }

  /**
   * A client that died while its request stood here would be missed at once, and servers drop the
   * work of clients that are gone: the server is given the time to answer.
   */
  private boolean stillThere() {
    try {
      return turn.answered.await(LATE_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** By a connection of its own; the answer is read and forgotten. */
  private void elsewhere(byte[] bytes, Sent sent) throws IOException {
    var exchange = proxy.begin(sent.text());
    try (var other = proxy.connect()) {
      other.setSoTimeout((int) LATE_ANSWER.toMillis());
      other.getOutputStream().write(bytes);
      var answer = new byte[CHUNK];
      var read = other.getInputStream().read(answer);
      exchange.add(answer, Math.max(read, 0));
    }
  }

  private void answers() {
    var buffer = new byte[CHUNK];
    try {
      var in = server.getInputStream();
      int read;
      while ((read = in.read(buffer)) >= 0) {
        var now = turn;
        now.exchange.add(buffer, read);
        now.answered.countDown();
        if (!answer(now, buffer, read)) {
          break;
        }
      }
    } catch (IOException e) {
      // one of the two is gone: so is the other
    } finally {
      end();
    }
  }

  /** False: this connection is over. */
  private boolean answer(Turn now, byte[] bytes, int length) throws IOException {
    var first = now.handedOn == 0;
    switch (now.what) {
      case HoldAnswer hold when first && now.rule != null -> {
        if (!now.rule.hold()) {
          return false;
        }
        handOn(now, bytes, length);
      }
      case DelayAnswer delay when first -> {
        sleep(delay.by());
        handOn(now, bytes, length);
      }
      case ResetAfter reset -> {
        reset(client);
        return false;
      }
      case Cut cut -> {
        handOn(now, bytes, Math.min(length, cut.bytes() - now.handedOn));
        return now.handedOn < cut.bytes();
      }
      case Trickle trickle -> {
        for (var i = 0; i < length; i++) {
          sleep(trickle.pause());
          client.getOutputStream().write(bytes, i, 1);
          client.getOutputStream().flush();
        }
      }
      case HoldAnswer rest -> handOn(now, bytes, length);
      case DelayAnswer rest -> handOn(now, bytes, length);
      case Pass pass -> handOn(now, bytes, length);
      case HoldRequest held -> handOn(now, bytes, length);
      case DelayRequest delayed -> handOn(now, bytes, length);
      case ResetBefore never -> handOn(now, bytes, length);
      case Answer never -> handOn(now, bytes, length);
      case Twice twice -> handOn(now, bytes, length);
    }
    return true;
  }

  private void handOn(Turn now, byte[] bytes, int length) throws IOException {
    client.getOutputStream().write(bytes, 0, length);
    client.getOutputStream().flush();
    now.handedOn += length;
  }

  /** Ends the connection so that the other side sees a reset. */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // it is gone already
      return;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone already
      return;
    }
  }

  private static void sleep(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the connection ended", e);
    }
  }
}
