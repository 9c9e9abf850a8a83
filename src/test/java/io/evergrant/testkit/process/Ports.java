package io.evergrant.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** TCP ports on the loopback interface. */
public final class Ports {
  private Ports() {}

  /** A port that nobody listened on a moment ago. */
  public static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback interface", e);
    }
  }

  /**
   * Whether a server listens on this port. Who waits for a server asks this and not whether the
   * port is free: for that the port is taken for a moment, and the server might find it taken.
   */
  public static boolean isServed(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // a port that nobody listens on may be connected with itself (RFC 9293 section 3.5)
      return socket.getLocalPort() != port;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a server could listen on this port now. */
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
