package io.evergrant.domain.tenant;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an organisation shows itself to its customers.
 *
 * @param colour as {@code #rrggbb}, in lower case; null where none was chosen
 * @param returnAddresses where a customer may be sent after a consent; see {@link #allows}
 */
public record Presentation(String name, @Nullable String colour, List<URI> returnAddresses) {
  public Presentation {
    returnAddresses = List.copyOf(returnAddresses);
    if (colour != null && !isColour(colour)) {
      throw new IllegalArgumentException("no colour: " + colour);
    }
  }

  public static boolean isColour(String text) {
    return text.matches("#[0-9a-f]{6}");
  }

  /**
   * Whether a customer may be sent there: the address is listed, or lies below a listed one that
   * ends with a slash. Scheme, host and port are compared as they are written; a query is the
   * asker's own.
   */
  public boolean allows(URI address) {
    return isReturnAddress(address)
        && returnAddresses.stream().anyMatch(listed -> covers(listed, address));
  }

  private static boolean covers(URI listed, URI address) {
    if (!listed.getScheme().equals(address.getScheme())
        || !listed.getRawAuthority().equals(address.getRawAuthority())) {
      return false;
    }
    var path = address.normalize().getRawPath();
    var root = listed.getRawPath();
    return path.equals(address.getRawPath())
        && (path.equals(root) || (root.endsWith("/") && path.startsWith(root)));
  }

  /** Absolute, over TLS or to the same machine, with a host and without a user or a fragment. */
  public static boolean isReturnAddress(URI address) {
    var scheme = address.getScheme();
    var host = address.getHost();
    if (scheme == null || host == null || address.isOpaque()) {
      return false;
    }
    var loopback = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    return (scheme.equals("https") || (scheme.equals("http") && loopback))
        && address.getRawUserInfo() == null
        && address.getRawFragment() == null
        && !address.getRawPath().contains("\\")
        && !address.getRawPath().contains("%2e")
        && !address.getRawPath().contains("%2E");
  }
}
