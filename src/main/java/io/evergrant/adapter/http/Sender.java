package io.evergrant.adapter.http;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** The last gate before the request line is written, and the first sign of a response. */
final class Sender extends HttpRequestExecutor {
  private final UnaryOperator<HttpClientConnection> through;

  /** Each exchange goes through the connection that is made of the real one. */
  Sender(UnaryOperator<HttpClientConnection> through) {
    this.through = through;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback informed,
      HttpContext context)
      throws IOException, HttpException {
    if (!Passage.here().sends()) {
      throw new RequestFailedException("given up before it was sent");
    }
    var response = super.execute(request, through.apply(connection), informed, context);
    Passage.here().answered();
    return response;
  }
}
