package io.evergrant.adapter.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a host up once per connection and judges every address found. The connection is then made
 * to these very addresses, so a name that changes its answer in between gains nothing.
 */
final class GuardedResolver implements DnsResolver {
  private final DnsResolver names;
  private final Predicate<InetAddress> permitted;

  GuardedResolver(DnsResolver names, Predicate<InetAddress> permitted) {
    this.names = names;
    this.permitted = permitted;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Passage.here().looksUp();
    var addresses = names.resolve(host);
    if (addresses == null || addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    for (var address : addresses) {
      // one bad address among good ones is how a name is made to lead inside: refuse them all
      if (!permitted.test(address)) {
        throw new AddressRefused(host, address.getHostAddress());
      }
    }
    Passage.here().connects();
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return host;
  }
}
