package io.evergrant.adapter.syslog;

import java.io.IOException;
import java.net.Socket;

/** Breaks a connection off. */
final class Quietly {
  private Quietly() {}

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is no connection any more
      return;
    }
  }
}
