package io.evergrant.adapter.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to: public unicast ones, and what the operator allows besides.
 * Refused are the special-purpose ranges of RFC 6890 (loopback, private, shared, link-local,
 * multicast, …), IPv6 forms that carry an IPv4 address inside, and addresses at which clouds serve
 * credentials.
 */
public final class AddressPolicy {
  private static final List<Cidr> REFUSED_IPV4 =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "168.63.129.16/32", // Azure's platform address: public by its number alone
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  /** All of global unicast. NAT64, mapped, unique local, link-local, multicast lie outside. */
  private static final Cidr GLOBAL_IPV6 = Cidr.parse("2000::/3");

  private static final List<Cidr> REFUSED_IPV6 =
      ranges(
          "2001::/23", // Teredo among others
          "2001:db8::/32",
          "2002::/16", // 6to4
          "3fff::/20");

  private final List<Cidr> allowed;

  private AddressPolicy(List<Cidr> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /**
   * Reads the operator's exceptions, separated by commas or spaces.
   *
   * @throws IllegalArgumentException that names what is not a range
   */
  public static AddressPolicy allowing(String ranges) {
    return new AddressPolicy(
        Stream.of(ranges.split("[\\s,]+"))
            .filter(range -> !range.isEmpty())
            .map(Cidr::parse)
            .toList());
  }

  /** Whether a connection may go there. */
  boolean permits(InetAddress address) {
    return isAllowed(address) || isPublic(address);
  }

  /** Whether a connection without TLS may go there: to loopback, where the operator allows it. */
  boolean permitsPlain(InetAddress address) {
    return address.isLoopbackAddress() && isAllowed(address);
  }

  /**
   * Whether an address of a provider may be used at all, judged by its scheme and host name: {@code
   * https}, or {@code http} to loopback where the operator allows it.
   */
  public boolean permitsScheme(URI uri) {
    if (uri.getHost() == null) {
      return false;
    }
    var scheme = uri.getScheme();
    return "https".equalsIgnoreCase(scheme)
        || ("http".equalsIgnoreCase(scheme) && namesAllowedLoopback(uri.getHost()));
  }

  private boolean namesAllowedLoopback(String host) {
    var name = host.toLowerCase(Locale.ROOT);
    var loopback = name.equals("localhost") || name.startsWith("127.") || name.equals("[::1]");
    return loopback && allowed.stream().anyMatch(range -> range.base().isLoopbackAddress());
  }

  private boolean isAllowed(InetAddress address) {
    return allowed.stream().anyMatch(range -> range.contains(address));
  }

  private static boolean isPublic(InetAddress address) {
    // the JDK turns an IPv4-mapped IPv6 address into the IPv4 address it stands for
    if (address instanceof Inet4Address) {
      return REFUSED_IPV4.stream().noneMatch(range -> range.contains(address));
    }
    return GLOBAL_IPV6.contains(address)
        && REFUSED_IPV6.stream().noneMatch(range -> range.contains(address));
  }

  private static List<Cidr> ranges(String... texts) {
    return Stream.of(texts).map(Cidr::parse).toList();
  }
}
