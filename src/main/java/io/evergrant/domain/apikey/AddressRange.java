package io.evergrant.domain.apikey;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses in CIDR notation (RFC 4632), such as {@code 192.0.2.0/24}. */
public record AddressRange(InetAddress base, int prefix) {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";

  /** Narrow enough that none of it is taken for a name, which would be looked up. */
  private static final String DIGITS =
      OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*";

  public AddressRange {
    if (prefix < 0 || prefix > base.getAddress().length * 8) {
      throw new IllegalArgumentException("/" + prefix + " is no prefix length here");
    }
  }

  /**
   * Reads {@code address/prefix}; an address alone is a range of one. No name is looked up.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static AddressRange parse(String text) {
    var slash = text.indexOf('/');
    var address = address(slash < 0 ? text : text.substring(0, slash));
    var whole = address.getAddress().length * 8;
    return new AddressRange(
        address, slash < 0 ? whole : Integer.parseInt(text.substring(slash + 1)));
  }

  /**
   * An address as it is written in digits.
   *
   * @throws IllegalArgumentException where it is a name or nothing of the kind
   */
  public static InetAddress address(String text) {
    if (!text.matches(DIGITS)) {
      throw new IllegalArgumentException(text + " is not an IP address");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text + " is not an IP address", e);
    }
  }

  public boolean contains(InetAddress address) {
    var mine = base.getAddress();
    var other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (var bit = 0; bit < prefix; bit++) {
      var mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + prefix;
  }
}
