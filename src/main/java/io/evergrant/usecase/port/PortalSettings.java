package io.evergrant.usecase.port;

import java.net.URI;

/**
 * How this portal is called.
 *
 * @param node name of this node, unique among those that share the database
 * @param baseUrl where browsers find the portal, without a trailing slash
 */
public record PortalSettings(String node, URI baseUrl) {
  /** The one redirect URI for all providers (RFC 6749 section 3.1.2). */
  public URI redirectUri() {
    return URI.create(baseUrl + "/oauth/callback");
  }
}
