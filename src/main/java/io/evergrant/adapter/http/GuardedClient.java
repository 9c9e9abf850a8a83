package io.evergrant.adapter.http;

import io.evergrant.adapter.http.Got.Lost;
import io.evergrant.adapter.http.Got.LostCause;
import io.evergrant.adapter.http.Got.NotSent;
import io.evergrant.adapter.http.Got.NotSentCause;
import io.evergrant.usecase.port.Ticker;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Sends one request to a provider, at most once, and is back before the deadline, come what may:
 * slow names, slow handshakes and bodies that trickle included. Connections are kept alive; a kept
 * one leads to an address that was judged when it was opened.
 */
@Singleton
public class GuardedClient implements AutoCloseable {
  private final AddressPolicy addresses;
  private final Transport secure;
  private final Transport plain;
  private final LongSupplier nanoTime;

  @Inject
  public GuardedClient(AddressPolicy addresses, Limits limits, Ticker ticker) {
    this(
        addresses,
        limits,
        SystemDefaultDnsResolver.INSTANCE,
        DefaultClientTlsStrategy.createDefault(),
        ticker::nanos);
  }

  GuardedClient(
      AddressPolicy addresses,
      Limits limits,
      DnsResolver names,
      TlsSocketStrategy tls,
      LongSupplier nanoTime) {
    this.addresses = addresses;
    this.secure = new Transport(limits, new GuardedResolver(names, addresses::permits), tls);
    this.plain = new Transport(limits, new GuardedResolver(names, addresses::permitsPlain), tls);
    this.nanoTime = nanoTime;
  }

  /** Whether {@link #send} would let a request go to this address, as far as its text tells. */
  public boolean permits(URI uri) {
    return addresses.permitsScheme(uri);
  }

  /**
   * Sends the request and reads the whole response.
   *
   * @param deadline for everything together, from the look-up of the name to the last byte
   */
  public Got send(Ask ask, Duration deadline) {
    if (!permits(ask.uri())) {
      return new NotSent(
          NotSentCause.SCHEME, false, "only https leaves this machine", Duration.ZERO);
    }
    var passage = new Passage(nanoTime);
    var request = request(ask);
    var transport = "https".equalsIgnoreCase(ask.uri().getScheme()) ? secure : plain;
    var future = new CompletableFuture<Got>();
    Thread.ofVirtual()
        .name("provider-request")
        .start(() -> future.complete(transport.exchange(request, passage, deadline)));
    return await(future, passage, request, deadline);
  }

  @Override
  @PreDestroy
  public void close() {
    secure.close();
    plain.close();
  }

  /** An interrupt does not end a request: its answer may carry the only copy of a token. */
  private static Got await(
      CompletableFuture<Got> future,
      Passage passage,
      HttpUriRequestBase request,
      Duration deadline) {
    var interrupted = false;
    try {
      while (true) {
        try {
          var left = deadline.toNanos() - passage.nanosSinceStart();
          return future.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          return giveUp(future, passage, request);
        } catch (ExecutionException e) {
          throw new IllegalStateException("an exchange never fails", e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Got giveUp(
      CompletableFuture<Got> future, Passage passage, HttpUriRequestBase request) {
    var stage = passage.giveUp();
    // the last moment counts: an answer that is complete by now is not thrown away
    var answer = future.getNow(null);
    request.cancel();
    if (answer != null) {
      return answer;
    }
    return stage.mayHaveLeft()
        ? new Lost(LostCause.TIMEOUT, passage.latency())
        : new NotSent(stage.causeHere(), true, "no connection in time", passage.latency());
  }

  private static HttpUriRequestBase request(Ask ask) {
    var request = new HttpUriRequestBase(ask.method().name(), ask.uri());
    ask.headers().forEach(request::setHeader);
    var type = ask.headers().get("Content-Type");
    if (!ask.body().isEmpty() && type != null) {
      request.setEntity(new StringEntity(ask.body(), ContentType.parse(type)));
    }
    return request;
  }
}
