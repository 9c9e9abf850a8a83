package io.evergrant.adapter.http;

import java.net.UnknownHostException;

/**
 * The name leads to an address that may not be connected to. A kind of {@link
 * UnknownHostException}, because a resolver may throw nothing else.
 */
final class AddressRefused extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  AddressRefused(String host, String address) {
    super(host + " leads to " + address + ", which is not a public address");
  }
}
