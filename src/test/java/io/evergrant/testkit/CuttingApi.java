package io.evergrant.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;

/**
 * An API whose answers are written byte by byte: {@code /whole/…} to their end, {@code /cut/…} not,
 * {@code /slow/…} in two parts. Each connection serves one call.
 */
public final class CuttingApi implements AutoCloseable {
  public static final String FIRST = "data: first\n\n";
  public static final String SECOND = "data: second\n\n";

  /** More than is held back anywhere on the way. */
  public static final String CONTENT = "0123456789abcdef".repeat(12 * 1024);

  private static final String SMALL = "{\"answer\": \"is short\"}";

  private final ServerSocket listener;
  private final Semaphore further = new Semaphore(0);

  /** Listens on a port of its own. */
  public CuttingApi() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Lets a slow answer come to its end. */
  public void goOn() {
    further.release();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // it is over
    }
  }

  private void accept() {
    try {
      while (true) {
        var peer = listener.accept();
        Thread.ofVirtual().start(() -> serve(peer));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket peer) {
    try (peer) {
      var path = head(peer.getInputStream()).split(" ", 3)[1].split("/", -1);
      answer(peer.getOutputStream(), path[1], path[2]);
      peer.getOutputStream().flush();
    } catch (IOException | InterruptedException e) {
      // the caller went away
    }
  }

  private void answer(OutputStream out, String end, String kind)
      throws IOException, InterruptedException {
    switch (kind) {
      case "length" -> fixed(out, "application/octet-stream", bytes(CONTENT), end);
      case "small" -> fixed(out, "text/plain", bytes(SMALL), end);
      case "json" -> chunked(out, "Content-Type: application/json", bytes(SMALL), end);
      case "gzip" ->
          chunked(
              out, "Content-Type: text/plain\r\nContent-Encoding: gzip", gzip(bytes(CONTENT)), end);
      case "events" -> {
        if (end.equals("slow")) {
          slow(out);
        } else {
          chunked(out, "Content-Type: text/event-stream", bytes(CONTENT), end);
        }
      }
      default -> chunked(out, "Content-Type: application/octet-stream", bytes(CONTENT), end);
    }
  }

  private static void fixed(OutputStream out, String type, byte[] body, String end)
      throws IOException {
    write(out, "HTTP/1.1 200 OK\r\nContent-Type: " + type);
    write(out, "\r\nContent-Length: " + body.length + "\r\n\r\n");
    out.write(body, 0, end.equals("cut") ? body.length / 2 : body.length);
  }

  /** In two chunks; cut, it ends between them, where no chunk is incomplete. */
  private static void chunked(OutputStream out, String fields, byte[] body, String end)
      throws IOException {
    write(out, "HTTP/1.1 200 OK\r\n" + fields + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    var half = body.length / 2;
    chunk(out, body, 0, half);
    if (!end.equals("cut")) {
      chunk(out, body, half, body.length - half);
      write(out, "0\r\n\r\n");
    }
  }

  private void slow(OutputStream out) throws IOException, InterruptedException {
    write(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    chunk(out, bytes(FIRST), 0, FIRST.length());
    out.flush();
    further.acquire();
    chunk(out, bytes(SECOND), 0, SECOND.length());
    write(out, "0\r\n\r\n");
  }

  private static void chunk(OutputStream out, byte[] body, int from, int length)
      throws IOException {
    write(out, Integer.toHexString(length) + "\r\n");
    out.write(body, from, length);
    write(out, "\r\n");
  }

  private static byte[] gzip(byte[] body) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(body);
    }
    return zipped.toByteArray();
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var read = in.read();
      if (read < 0) {
        throw new IOException("no request");
      }
      head.append((char) read);
    }
    return head.toString();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
