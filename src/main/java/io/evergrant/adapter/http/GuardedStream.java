package io.evergrant.adapter.http;

import io.evergrant.adapter.http.Streamed.Begun;
import io.evergrant.adapter.http.Streamed.Crowded;
import io.evergrant.adapter.http.Streamed.Gone;
import io.evergrant.adapter.http.Streamed.Line;
import io.evergrant.adapter.http.Streamed.NotBegun;
import io.evergrant.adapter.http.Streamed.SourceBroken;
import io.evergrant.usecase.port.Ticker;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * As {@link GuardedClient}, for bodies of any length: they stream, both ways, and only silence has
 * a limit. Runs on the caller's thread, which waits.
 */
@Singleton
public class GuardedStream implements AutoCloseable {
  /** Without a byte of the answer, its first one included. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private static final Duration NO_CONNECTION = Duration.ofSeconds(10);

  /** Connections of its own: long calls of front ends never keep a refresh waiting. */
  static final int A_HOST = 256;

  private static final Limits LIMITS = new Limits(0, 2 * A_HOST, A_HOST, Duration.ofSeconds(30));

  private final AddressPolicy addresses;
  private final CloseableHttpClient secure;
  private final CloseableHttpClient plain;
  private final LongSupplier nanoTime;
  private final Duration silence;
  private final Duration noConnection;

  @Inject
  public GuardedStream(AddressPolicy addresses, Ticker ticker) {
    this(
        addresses,
        SystemDefaultDnsResolver.INSTANCE,
        DefaultClientTlsStrategy.createDefault(),
        ticker::nanos,
        SILENCE,
        NO_CONNECTION);
  }

  GuardedStream(
      AddressPolicy addresses,
      DnsResolver names,
      TlsSocketStrategy tls,
      LongSupplier nanoTime,
      Duration silence,
      Duration noConnection) {
    this.addresses = addresses;
    this.secure = client(new GuardedResolver(names, addresses::permits), tls);
    this.plain = client(new GuardedResolver(names, addresses::permitsPlain), tls);
    this.nanoTime = nanoTime;
    this.silence = silence;
    this.noConnection = noConnection;
  }

  private static CloseableHttpClient client(GuardedResolver names, TlsSocketStrategy tls) {
    return Transport.client(LIMITS, names, tls, new Sender(EarlyAnswer::new));
  }

  /** Whether {@link #send} would let a request go to this address, as far as its text tells. */
  public boolean permits(URI uri) {
    return addresses.permitsScheme(uri);
  }

  /** Sends the request, body and all, and returns with the head of the response. */
  public Streamed send(StreamAsk ask) {
    if (!permits(ask.uri())) {
      return new NotBegun(true, "only https leaves this machine");
    }
    var passage = new Passage(nanoTime);
    passage.enter();
    var body = ask.body();
    var source = body == null ? null : new Source(body, nanoTime);
    var request = request(ask, source);
    var client = "https".equalsIgnoreCase(ask.uri().getScheme()) ? secure : plain;
    var watch = source == null ? null : watch(request, source);
    try {
      return begun(request, client.executeOpen(null, request, null));
    } catch (Exception e) {
      request.abort();
      return ended(e, passage, source);
    } finally {
      if (watch != null) {
        watch.interrupt();
      }
    }
  }

  /**
   * Ends a request of whose body nothing was taken for long, whether the provider does not take it
   * or the caller does not give it.
   */
  private Thread watch(HttpUriRequestBase request, Source source) {
    return Thread.ofVirtual()
        .name("forward-watch")
        .start(
            () -> {
              try {
                // twice: the last piece was taken, and then an answer may take its time
                while (source.nanosSinceTaken() < 2 * silence.toNanos()) {
                  Thread.sleep(silence.dividedBy(2));
                }
                request.abort();
              } catch (InterruptedException e) {
                // the answer has begun, or it is over
              }
            });
  }

  @Override
  @PreDestroy
  public void close() {
    secure.close(CloseMode.IMMEDIATE);
    plain.close(CloseMode.IMMEDIATE);
  }

  private HttpUriRequestBase request(StreamAsk ask, @Nullable Source source) {
    var request = new HttpUriRequestBase(ask.method(), ask.uri());
    request.setConfig(
        RequestConfig.custom()
            .setAuthenticationEnabled(false)
            .setRedirectsEnabled(false)
            .setExpectContinueEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setConnectionRequestTimeout(Timeout.of(noConnection))
            .setResponseTimeout(Timeout.of(silence))
            .build());
    ask.fields().forEach(field -> request.addHeader(field.name(), field.value()));
    if (source != null) {
      var type = request.getFirstHeader("Content-Type");
      request.setEntity(
          entity(
              request,
              source,
              ask.length(),
              type == null ? null : ContentType.parseLenient(type.getValue())));
    }
    return request;
  }

  /** A body that breaks off: without this its chunks would get the end of a whole one. */
  private static HttpEntity entity(
      HttpUriRequestBase request, Source source, long length, @Nullable ContentType type) {
    return new HttpEntityWrapper(new InputStreamEntity(source, length, type)) {
      @Override
      public void writeTo(OutputStream out) throws IOException {
        try {
          super.writeTo(out);
        } finally {
          if (source.isBroken()) {
            request.abort();
          }
        }
      }
    };
  }

  private static Begun begun(HttpUriRequestBase request, ClassicHttpResponse response)
      throws IOException {
    var fields =
        Arrays.stream(response.getHeaders())
            .map(
                field ->
                    new Line(field.getName(), Objects.requireNonNullElse(field.getValue(), "")))
            .toList();
    var entity = response.getEntity();
    return new Begun(
        response.getCode(),
        fields,
        entity == null ? null : entity.getContent(),
        entity == null ? declared(response) : entity.getContentLength(),
        () -> end(request, response));
  }

  /** What a HEAD is told of the body that a GET would get (RFC 9110 section 8.6). */
  private static long declared(ClassicHttpResponse response) {
    var length = response.getFirstHeader("Content-Length");
    var text = length == null || length.getValue() == null ? "" : length.getValue();
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  /** Closing the body instead would read what is left of it first. */
  private static void end(HttpUriRequestBase request, ClassicHttpResponse response) {
    request.abort();
    try {
      response.close();
    } catch (IOException e) {
      // it is over either way
    }
  }

  private static Streamed ended(Exception e, Passage passage, @Nullable Source source) {
    if (source != null && source.isBroken()) {
      return new SourceBroken();
    }
    if (passage.stage().mayHaveLeft()) {
      return new Gone(e instanceof SocketTimeoutException);
    }
    if (e instanceof ConnectionRequestTimeoutException) {
      return new Crowded();
    }
    var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new NotBegun(e instanceof AddressRefused, message);
  }
}
