package io.evergrant.adapter.http;

import io.evergrant.adapter.http.Got.Lost;
import io.evergrant.adapter.http.Got.LostCause;
import io.evergrant.adapter.http.Got.NotSent;
import io.evergrant.adapter.http.Got.NotSentCause;
import io.evergrant.adapter.http.Got.Received;
import io.evergrant.adapter.http.Passage.Stage;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** A pool of connections behind one resolver, with everything switched off that acts by itself. */
final class Transport implements AutoCloseable {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 200;

  private final Limits limits;
  private final CloseableHttpClient client;

  Transport(Limits limits, GuardedResolver resolver, TlsSocketStrategy tls) {
    this.limits = limits;
    client = client(limits, resolver, tls, new Sender(UnaryOperator.identity()));
  }

  /** Follows nothing, repeats nothing, remembers nothing. */
  static CloseableHttpClient client(
      Limits limits, GuardedResolver resolver, TlsSocketStrategy tls, Sender sender) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    // without these a head has no end but the deadline
                    .http1Config(
                        Http1Config.custom()
                            .setMaxLineLength(LONGEST_LINE)
                            .setMaxHeaderCount(MOST_HEADERS)
                            .build())
                    .build())
            .setDnsResolver(resolver)
            .setTlsSocketStrategy(
                (socket, target, port, attachment, context) -> {
                  Passage.here().shakesHands();
                  return tls.upgrade(socket, target, port, attachment, context);
                })
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
            .setMaxConnTotal(limits.connections())
            .setMaxConnPerRoute(limits.connectionsPerHost())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    // a kept connection is looked at before each use: one that the other side has
                    // closed must not turn into an unknown outcome
                    .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                    .setConnectTimeout(Timeout.ofSeconds(30))
                    .build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setRequestExecutor(sender)
        .setKeepAliveStrategy((response, context) -> TimeValue.of(limits.idle()))
        .setUserAgent("Evergrant")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        .disableContentCompression()
        .evictIdleConnections(TimeValue.of(limits.idle()))
        .build();
  }

  /** Never throws. Runs on a thread of its own, which it marks with the passage. */
  Got exchange(HttpUriRequestBase request, Passage passage, Duration deadline) {
    passage.enter();
    request.setConfig(
        RequestConfig.custom()
            .setAuthenticationEnabled(false)
            .setRedirectsEnabled(false)
            .setExpectContinueEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setConnectionRequestTimeout(Timeout.of(deadline))
            .setResponseTimeout(Timeout.of(deadline))
            .build());
    try {
      return client.execute(request, response -> read(request, response, passage));
    } catch (Exception e) {
      return ended(e, passage);
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private Got read(HttpUriRequestBase request, ClassicHttpResponse response, Passage passage)
      throws IOException {
    var entity = response.getEntity();
    var bytes = new byte[0];
    if (entity != null) {
      bytes = entity.getContent().readNBytes(limits.bodyBytes() + 1);
      if (bytes.length > limits.bodyBytes()) {
        // the rest would be read before the connection is given back: end it instead
        request.abort();
        return new Lost(LostCause.TOO_LARGE, passage.latency());
      }
    }
    return new Received(response.getCode(), headers(response), new Body(bytes), passage.latency());
  }

  private static Headers headers(ClassicHttpResponse response) {
    var headers = new HashMap<String, String>();
    for (var header : response.getHeaders()) {
      var value = header.getValue() == null ? "" : header.getValue();
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), value);
    }
    return new Headers(headers);
  }

  private static Got ended(Exception e, Passage passage) {
    var stage = passage.stage();
    if (!stage.mayHaveLeft()) {
      var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new NotSent(cause(e, stage), false, message, passage.latency());
    }
    var cause =
        switch (e) {
          case MessageConstraintException head -> LostCause.TOO_LARGE;
          case SocketTimeoutException timeout -> LostCause.TIMEOUT;
          case ClientProtocolException odd -> LostCause.CUT;
          default -> stage == Stage.ANSWERING ? LostCause.CUT : LostCause.RESET;
        };
    return new Lost(cause, passage.latency());
  }

  private static NotSentCause cause(Exception e, Stage stage) {
    return switch (e) {
      case AddressRefused refused -> NotSentCause.ADDRESS_REFUSED;
      case UnknownHostException unknown -> NotSentCause.DNS;
      default -> stage.causeHere();
    };
  }
}
