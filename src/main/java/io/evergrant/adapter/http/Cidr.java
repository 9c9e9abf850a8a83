package io.evergrant.adapter.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses in CIDR notation (RFC 4632), such as {@code 10.0.0.0/8}. */
record Cidr(InetAddress base, int prefix) {
  Cidr {
    if (prefix < 0 || prefix > base.getAddress().length * 8) {
      throw new IllegalArgumentException("/" + prefix + " is no prefix length here");
    }
  }

  /** Reads {@code address/prefix}; an address alone is a range of one. No name is looked up. */
  static Cidr parse(String text) {
    var slash = text.indexOf('/');
    var address = literal(slash < 0 ? text : text.substring(0, slash));
    try {
      return new Cidr(
          address,
          slash < 0
              ? address.getAddress().length * 8
              : Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is not a range such as 10.0.0.0/8", e);
    }
  }

  boolean contains(InetAddress address) {
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

  static InetAddress literal(String text) {
    if (!text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      throw new IllegalArgumentException(text + " is not an IP address");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text + " is not an IP address", e);
    }
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + prefix;
  }
}
