package io.evergrant.adapter.http;

import io.evergrant.usecase.port.ProviderReach;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks up and shakes hands by itself, because the client that requests go through tells no more of
 * a handshake than that it failed. Addresses are judged by the same policy, and those that were
 * judged are the ones connected to.
 */
@Singleton
public class AskedReach implements ProviderReach {
  private static final int HTTPS = 443;

  private final AddressPolicy addresses;
  private final DnsResolver names;
  private final Handshake handshake;
  private final Duration deadline;

  @Inject
  public AskedReach(AddressPolicy addresses, InstantSource clock) {
    this(
        addresses,
        SystemDefaultDnsResolver.INSTANCE,
        new Handshake(Handshake.usualTrust(), clock),
        DEADLINE);
  }

  AskedReach(AddressPolicy addresses, DnsResolver names, Handshake handshake, Duration deadline) {
    this.addresses = addresses;
    this.names = names;
    this.handshake = handshake;
    this.deadline = deadline;
  }

  @Override
  public Looked lookUp(URI at) {
    if (!addresses.permitsScheme(at)) {
      return new Looked.NotHttps();
    }
    try {
      var found = inTime(() -> judged(at));
      return new Looked.Found(Arrays.stream(found).map(InetAddress::getHostAddress).toList());
    } catch (Refusal e) {
      return new Looked.Refused(e.address);
    } catch (TimeoutException e) {
      return new Looked.TooSlow();
    } catch (IOException e) {
      return new Looked.Unknown();
    }
  }

  @Override
  public Shaken shakeHands(URI at) {
    if (!"https".equalsIgnoreCase(at.getScheme())) {
      return new Shaken.Plain();
    }
    try {
      return inTime(() -> connected(at));
    } catch (SocketTimeoutException | TimeoutException e) {
      return new Shaken.TooSlow();
    } catch (IOException e) {
      return new Shaken.NoConnection(Handshake.words(e));
    }
  }

  private Shaken connected(URI at) throws IOException {
    var port = at.getPort() < 0 ? HTTPS : at.getPort();
    IOException last = new UnknownHostException(at.getHost());
    for (var address : judged(at)) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), (int) deadline.toMillis());
        socket.setSoTimeout((int) deadline.toMillis());
        return handshake.over(socket, host(at), port);
      } catch (Handshake.Ended e) {
        return e.shaken;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private InetAddress[] judged(URI at) throws IOException {
    var found = names.resolve(host(at));
    if (found == null || found.length == 0) {
      throw new UnknownHostException(at.getHost());
    }
    var secure = "https".equalsIgnoreCase(at.getScheme());
    for (var address : found) {
      if (!(secure ? addresses.permits(address) : addresses.permitsPlain(address))) {
        throw new Refusal(address.getHostAddress());
      }
    }
    return found;
  }

  /** Without the brackets of an IPv6 literal. */
  private static String host(URI at) {
    var host = at.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** A look-up cannot be ended, but need not be waited for. */
  private <T> T inTime(Callable<T> work) throws IOException, TimeoutException {
    var task = new FutureTask<>(work);
    Thread.ofVirtual().name("provider-reach").start(task);
    try {
      // twice: to look up, and then to connect
      return task.get(2 * deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException("the way to a provider was not tried", e.getCause());
    } finally {
      task.cancel(true);
    }
  }

  private static final class Refusal extends UnknownHostException {
    private static final long serialVersionUID = 1L;
    private final String address;

    Refusal(String address) {
      super(address + " is not a public address");
      this.address = address;
    }
  }
}
