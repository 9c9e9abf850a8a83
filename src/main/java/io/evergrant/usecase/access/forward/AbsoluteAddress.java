package io.evergrant.usecase.access.forward;

import java.net.URI;
import java.util.Optional;

/**
 * An address in an answer. One that is relative is relative to the provider's address, not to ours.
 */
final class AbsoluteAddress {
  private AbsoluteAddress() {}

  /** RFC 3986 section 5.2; empty where the reference is none. */
  static Optional<String> of(String reference, URI from) {
    try {
      return Optional.of(resolved(reference, from).toString());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static URI resolved(String reference, URI from) {
    // URI follows RFC 2396, where a query alone takes the last segment of the path away
    if (reference.startsWith("?")) {
      return URI.create(withoutQuery(from.toString()) + reference);
    }
    return reference.isEmpty() || reference.startsWith("#")
        ? URI.create(from + reference)
        : from.resolve(reference);
  }

  private static String withoutQuery(String address) {
    var query = address.indexOf('?');
    return query < 0 ? address : address.substring(0, query);
  }
}
