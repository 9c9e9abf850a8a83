package io.evergrant.adapter.syslog;

import io.evergrant.domain.audit.ReceiverTrouble;
import io.evergrant.usecase.port.SyslogReceiver;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/** A receiver that is reached by TLS 1.2 or newer, and must be of the name that it is called by. */
public class TlsReceiver implements SyslogReceiver {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final SyslogSettings settings;
  private final Frames frames;

  /**
   * A receiver that was configured.
   *
   * @throws IllegalArgumentException where its papers cannot be read
   */
  public TlsReceiver(SyslogSettings settings) {
    this.settings = settings;
    this.frames =
        new Frames(settings.facility(), settings.origin(), settings.node(), settings.enterprise());
    var unused = settings.papers().connections();
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public Line open() {
    var socket = new MindfulSocket();
    try {
      return new TlsLine(socket, secured(socket), frames, settings.rest(), settings.patience());
    } catch (IOException | IllegalArgumentException e) {
      Quietly.close(socket);
      throw TlsLine.failed(why(e), e);
    }
  }

  /** A certificate of ours that cannot be read is none that is trusted. */
  private static ReceiverTrouble why(Exception failure) {
    return switch (failure) {
      case SSLHandshakeException e when e.getCause() instanceof EOFException ->
          ReceiverTrouble.BROKEN_OFF;
      case SSLHandshakeException e -> ReceiverTrouble.NOT_TRUSTED;
      case SSLException e -> ReceiverTrouble.BROKEN_OFF;
      case IllegalArgumentException e -> ReceiverTrouble.NOT_TRUSTED;
      default -> ReceiverTrouble.UNREACHABLE;
    };
  }

  /** The end of the one is not the other's: which of them came is told apart. */
  private SSLSocket secured(Socket socket) throws IOException {
    var patience = Math.toIntExact(settings.patience().toMillis());
    socket.connect(new InetSocketAddress(settings.host(), settings.port()), patience);
    socket.setTcpNoDelay(true);
    var connections = settings.papers().connections();
    var tls = (SSLSocket) connections.createSocket(socket, settings.host(), settings.port(), false);
    var parameters = tls.getSSLParameters();
    // RFC 5425 section 5.2: by the rules of RFC 2818
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(VERSIONS);
    tls.setSSLParameters(parameters);
    tls.setSoTimeout(patience);
    Watchdog.inTime(socket, settings.patience(), tls::startHandshake);
    return tls;
  }
}
