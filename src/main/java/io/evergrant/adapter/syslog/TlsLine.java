package io.evergrant.adapter.syslog;

import io.evergrant.domain.audit.ReceiverTrouble;
import io.evergrant.usecase.port.SyslogReceiver.Failed;
import io.evergrant.usecase.port.SyslogReceiver.Line;
import io.evergrant.usecase.port.SyslogReceiver.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/**
 * A connection to a receiver. That it was read to its end is told by the receiver's own end, after
 * ours: RFC 5425 section 4.4 has it answer our close_notify. What a receiver leaves unread when it
 * closes makes its end a reset (RFC 1122 section 4.2.2.13), which is none in good order.
 */
final class TlsLine implements Line {
  /** Octets of which each lot may take its time: a slow line is not a dead one. */
  private static final int SLICE = 64 * 1024;

  private final MindfulSocket socket;
  private final SSLSocket tls;
  private final Frames frames;
  private final Duration rest;
  private final Duration patience;

  TlsLine(MindfulSocket socket, SSLSocket tls, Frames frames, Duration rest, Duration patience) {
    this.socket = socket;
    this.tls = tls;
    this.frames = frames;
    this.rest = rest;
    this.patience = patience;
  }

  @Override
  public void send(List<Message> messages) {
    var bytes = frames.of(messages);
    for (var from = 0; from < bytes.length; from += SLICE) {
      var begin = from;
      var length = Math.min(SLICE, bytes.length - begin);
      orFail(() -> inTime(() -> tls.getOutputStream().write(bytes, begin, length)));
    }
  }

  /** A receiver that ends now has not heard of our end, and may have left something unread. */
  @Override
  public void rest() {
    orFail(
        () -> {
          tls.setSoTimeout(Math.toIntExact(rest.toMillis()));
          try {
            if (tls.getInputStream().read() < 0) {
              throw new EOFException("the receiver ended the connection");
            }
          } catch (SocketTimeoutException e) {
            // it goes on
            return;
          }
        });
  }

  @Override
  public void end() {
    orFail(
        () -> {
          tls.setSoTimeout(0);
          inTime(
              () -> {
                tls.shutdownOutput();
                var before = socket.octetsRead();
                tls.getInputStream().transferTo(OutputStream.nullOutputStream());
                if (socket.octetsRead() == before) {
                  orReset();
                }
                socket.shutdownOutput();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                socket.orBroken();
              });
        });
  }

  /**
   * It hung up without an answer. Where that left something unread, a reset may follow its end, and
   * only who writes is told of it: an octet beside the stream, which no receiver reads.
   */
  private void orReset() throws IOException {
    try {
      Thread.sleep(rest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the receiver's end was looked at");
    }
    socket.sendUrgentData(0);
  }

  private void inTime(Watchdog.Step step) throws IOException {
    Watchdog.inTime(socket, patience, step);
  }

  @Override
  public void close() {
    Quietly.close(socket);
  }

  /** With TLS 1.3 a receiver refuses our certificate after the handshake, as we see it. */
  private static void orFail(Watchdog.Step step) {
    try {
      step.run();
    } catch (SSLHandshakeException e) {
      throw failed(ReceiverTrouble.NOT_TRUSTED, e);
    } catch (IOException e) {
      throw failed(ReceiverTrouble.BROKEN_OFF, e);
    }
  }

  static Failed failed(ReceiverTrouble why, Exception cause) {
    var innermost = (Throwable) cause;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return new Failed(why, String.valueOf(innermost.getMessage()), cause);
  }
}
