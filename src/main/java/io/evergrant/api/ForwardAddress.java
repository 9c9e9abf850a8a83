package io.evergrant.api;

import io.evergrant.domain.grant.GrantId;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * {@code v1/grants/{id}/forward/…}, the one kind of address that tickets are good for.
 *
 * @param target what stands behind {@code forward/}, as it was sent
 */
record ForwardAddress(GrantId grant, String target) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "/?v1/grants/([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/forward/(.+)");

  /** Empty where it is another address. */
  static Optional<ForwardAddress> of(UriInfo address) {
    var found = SHAPE.matcher(address.getPath(false));
    return found.matches()
        ? Optional.of(
            new ForwardAddress(new GrantId(UUID.fromString(found.group(1))), found.group(2)))
        : Optional.empty();
  }

  /** Where the calls of a grant go, without a slash at the end. */
  static String path(GrantId grant) {
    return "/api/v1/grants/" + grant + "/forward";
  }
}
