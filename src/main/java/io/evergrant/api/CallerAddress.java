package io.evergrant.api;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.usecase.port.ApiSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address that a call comes from. Behind load balancers it is what the outermost trusted one
 * wrote down; what a caller writes into {@code X-Forwarded-For} itself stands further left and is
 * not looked at.
 */
@Singleton
class CallerAddress {
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\d{1,5})?|([0-9.]+):\\d{1,5}");

  private final List<AddressRange> proxies;

  @Inject
  CallerAddress(ApiSettings settings) {
    proxies = settings.trustedProxies();
  }

  /**
   * Who calls.
   *
   * @param peer the other end of the connection
   * @param forwarded the header's value; null where there is none
   */
  InetAddress of(String peer, @Nullable String forwarded) {
    var address = AddressRange.address(withoutZone(peer));
    if (forwarded == null || !isProxy(address)) {
      return address;
    }
    var hops = forwarded.split(",", -1);
    for (var i = hops.length - 1; i >= 0 && isProxy(address); i--) {
      try {
        address = AddressRange.address(withoutPort(hops[i].strip()));
      } catch (IllegalArgumentException e) {
        return address;
      }
    }
    return address;
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(range -> range.contains(address));
  }

  /** Some write the port as well, and then IPv6 in brackets (RFC 7239 section 6 has it so). */
  private static String withoutPort(String hop) {
    var found = WITH_PORT.matcher(hop);
    return found.matches() ? found.replaceAll("$1$2") : hop;
  }

  private static String withoutZone(String peer) {
    var zone = peer.indexOf('%');
    return zone < 0 ? peer : peer.substring(0, zone);
  }
}
