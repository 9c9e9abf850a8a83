package io.evergrant.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A server on loopback whose script says, byte by byte, what happens on each connection. */
final class RawServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

  private final ServerSocket socket;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** What the server does with one connection. */
  interface Script {
    void play(Peer peer) throws IOException, InterruptedException;
  }

  RawServer(Script script) {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Thread.ofVirtual().start(() -> accept(script));
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port() + "/token");
  }

  int port() {
    return socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Whole requests that were read, head and body. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (var peer : open) {
      peer.close();
    }
  }

  private void accept(Script script) {
    try {
      while (true) {
        var peer = socket.accept();
        connections.incrementAndGet();
        open.add(peer);
        Thread.ofVirtual().start(() -> play(script, peer));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void play(Script script, Socket peer) {
    try (peer) {
      script.play(new Peer(peer, requests));
    } catch (IOException | InterruptedException e) {
      // the client went away, which some tests want
    }
  }

  /** The other end of a connection. */
  record Peer(Socket socket, List<String> requests) {
    /** Reads one request; fails at the end of the stream. */
    String request() throws IOException {
      var in = socket.getInputStream();
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) next(in));
      }
      var length = LENGTH.matcher(head);
      var body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
      var request = head + new String(body, StandardCharsets.UTF_8);
      requests.add(request);
      return request;
    }

    void write(String text) throws IOException {
      out().write(text.getBytes(StandardCharsets.UTF_8));
      out().flush();
    }

    void ok(String body) throws IOException {
      write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /** Ends the connection by RST instead of FIN. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    OutputStream out() throws IOException {
      return socket.getOutputStream();
    }

    private static int next(InputStream in) throws IOException {
      var read = in.read();
      if (read < 0) {
        throw new SocketException("no more requests");
      }
      return read;
    }
  }
}
