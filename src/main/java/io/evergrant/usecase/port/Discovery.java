package io.evergrant.usecase.port;

import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Endpoints;
import java.net.URI;
import java.util.List;

/**
 * Reads a provider's metadata from its issuer (OpenID Connect Discovery 1.0 section 4, then RFC
 * 8414 section 3).
 */
public interface Discovery {
  Discovered discover(URI issuer);

  /** How a discovery ended. */
  sealed interface Discovered {
    /**
     * Metadata were found and name this very issuer.
     *
     * @param scopesSupported empty where the metadata do not say
     * @param issuerInResponse RFC 9207 section 3
     * @param challengeMethods of PKCE (RFC 7636); empty where the metadata do not say
     */
    record Found(
        URI issuer,
        Endpoints endpoints,
        List<ClientAuthentication> clientAuthentications,
        List<String> scopesSupported,
        boolean issuerInResponse,
        List<String> challengeMethods)
        implements Discovered {}

    /** Why there is nothing to fill in; {@code detail} is for a person and names what was tried. */
    record Failed(Why why, String detail) implements Discovered {}
  }

  /** Why a discovery failed. */
  enum Why {
    /** Plain http is good on loopback alone, where the operator allows it. */
    NOT_HTTPS,
    ADDRESS_REFUSED,
    DNS,
    CONNECT,
    TLS,
    TIMEOUT,
    /** Neither well-known address answered 200. */
    NOT_FOUND,
    /** Not JSON, or without the endpoints that are required. */
    MALFORMED,
    /** The metadata name another issuer (RFC 8414 section 3.3). */
    OTHER_ISSUER
  }
}
