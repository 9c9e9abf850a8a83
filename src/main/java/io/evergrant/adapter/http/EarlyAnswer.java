package io.evergrant.adapter.http;

import java.io.IOException;
import java.net.SocketAddress;
import javax.net.ssl.SSLSession;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection on which an answer counts that came before the whole body was taken (RFC 9112
 * section 9.3): an API that refuses a call by its head closes, and the rest of the body meets a
 * connection that is gone, with the answer in it. The body goes on for as long as it is taken: an
 * answer that has begun does not mean that the rest is not wanted.
 */
final class EarlyAnswer implements HttpClientConnection {
  private static final Timeout HERE_ALREADY = Timeout.ofMilliseconds(100);

  private final HttpClientConnection connection;
  private boolean cut;

  EarlyAnswer(HttpClientConnection connection) {
    this.connection = connection;
  }

  @Override
  public void sendRequestEntity(ClassicHttpRequest request) throws HttpException, IOException {
    try {
      connection.sendRequestEntity(request);
    } catch (IOException e) {
      answeredOr(e);
    }
  }

  @Override
  public void flush() throws IOException {
    if (!cut) {
      try {
        connection.flush();
      } catch (IOException e) {
        answeredOr(e);
      }
    }
  }

  private void answeredOr(IOException e) throws IOException {
    try {
      cut = connection.isDataAvailable(HERE_ALREADY);
    } catch (IOException none) {
      e.addSuppressed(none);
    }
    if (!cut) {
      throw e;
    }
  }

  @Override
  public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
    var response = connection.receiveResponseHeader();
    if (cut) {
      // nobody sends anything more on it
      response.setHeader("Connection", "close");
    }
    return response;
  }

  @Override
  public void receiveResponseEntity(ClassicHttpResponse response)
      throws HttpException, IOException {
    connection.receiveResponseEntity(response);
  }

  @Override
  public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
    connection.sendRequestHeader(request);
  }

  @Override
  public void terminateRequest(ClassicHttpRequest request) throws HttpException, IOException {
    connection.terminateRequest(request);
  }

  @Override
  public boolean isConsistent() {
    return !cut && connection.isConsistent();
  }

  @Override
  public boolean isDataAvailable(Timeout timeout) throws IOException {
    return connection.isDataAvailable(timeout);
  }

  @Override
  public boolean isStale() throws IOException {
    return connection.isStale();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  @Override
  public void close(CloseMode mode) {
    connection.close(mode);
  }

  @Override
  public EndpointDetails getEndpointDetails() {
    return connection.getEndpointDetails();
  }

  @Override
  public SocketAddress getLocalAddress() {
    return connection.getLocalAddress();
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return connection.getRemoteAddress();
  }

  @Override
  public ProtocolVersion getProtocolVersion() {
    return connection.getProtocolVersion();
  }

  @Override
  public SSLSession getSSLSession() {
    return connection.getSSLSession();
  }

  @Override
  public boolean isOpen() {
    return connection.isOpen();
  }

  @Override
  public Timeout getSocketTimeout() {
    return connection.getSocketTimeout();
  }

  @Override
  public void setSocketTimeout(Timeout timeout) {
    connection.setSocketTimeout(timeout);
  }
}
