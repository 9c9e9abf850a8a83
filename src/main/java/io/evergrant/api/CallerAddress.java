package io.evergrant.api;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.usecase.port.ApiSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address that a call comes from. Behind load balancers it is what the outermost trusted one
 * wrote down; what a caller writes into {@code X-Forwarded-For} itself stands further left and is
 * not looked at.
 */
@Singleton
class CallerAddress {
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
        address = AddressRange.address(hops[i].strip());
      } catch (IllegalArgumentException e) {
        return address;
      }
    }
    return address;
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(range -> range.contains(address));
  }

  private static String withoutZone(String peer) {
    var zone = peer.indexOf('%');
    return zone < 0 ? peer : peer.substring(0, zone);
  }
}
