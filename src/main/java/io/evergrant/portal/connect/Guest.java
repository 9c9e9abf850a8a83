package io.evergrant.portal.connect;

import io.evergrant.usecase.connect.Connected;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who followed a consent link in this browser session: the link, and how the way there and
 * back ended.
 *
 * @param token of the link's address
 * @param ending null while the person is at the provider
 */
record Guest(String token, @Nullable Connected ending) {
  private static final String ATTRIBUTE = "evergrant.connect.guest";

  static Optional<Guest> of(HttpServletRequest request) {
    var session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof Guest guest
        ? Optional.of(guest)
        : Optional.empty();
  }

  void keep(HttpServletRequest request) {
    request.getSession().setAttribute(ATTRIBUTE, this);
  }

  /** Whether an answer of a provider is still to come. */
  boolean isAway() {
    return ending == null;
  }

  @Override
  public String toString() {
    return "Guest[" + (ending == null ? "away" : ending.getClass().getSimpleName()) + "]";
  }
}
