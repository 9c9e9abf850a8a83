package io.evergrant.it.guides;

import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Child;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.Sessions;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Redis, on loopback, that keeps nothing. */
final class Redis implements AutoCloseable {
  private final int port;
  private final Child child;

  private Redis(int port, Child child) {
    this.port = port;
    this.child = child;
  }

  static Redis start(Path folder) {
    var program =
        Sessions.find("redis-server")
            .orElseThrow(
                () ->
                    new CannotStart(
                        "There is no redis-server, from which a guide's tokens move in.",
                        "install it (Debian: apt-get install redis-server)."));
    var port = Ports.free();
    var line =
        List.of(
            program.toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no");
    var child =
        Child.start(
            new Child.Command(
                "Redis", line, folder, folder.resolve("redis.log"), Map.of(), "TERM"));
    Until.holds("Redis serves", Duration.ofSeconds(30), () -> Ports.isServed(port));
    return new Redis(port, child);
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  void set(String key, String value) {
    var command =
        "*3\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n"
            .formatted(key.length(), key, value.length(), value);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      if (!answer.equals("+OK\r\n")) {
        throw new IllegalStateException("Redis said " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
