package io.evergrant.usecase.port;

import java.net.URI;
import java.util.Locale;

/**
 * How this portal is called.
 *
 * @param node name of this node, unique among those that share the database
 * @param baseUrl where browsers find the portal, without a trailing slash
 */
public record PortalSettings(String node, URI baseUrl) {
  /** Of its pages, as browsers name it (RFC 6454 section 6.2). */
  public String origin() {
    var scheme = baseUrl.getScheme().toLowerCase(Locale.ROOT);
    var usual = scheme.equals("https") ? 443 : 80;
    var port = baseUrl.getPort() == -1 || baseUrl.getPort() == usual ? "" : ":" + baseUrl.getPort();
    return scheme + "://" + baseUrl.getHost().toLowerCase(Locale.ROOT) + port;
  }

  /** The one redirect URI for all providers (RFC 6749 section 3.1.2). */
  public URI redirectUri() {
    return URI.create(baseUrl + "/oauth/callback");
  }
}
