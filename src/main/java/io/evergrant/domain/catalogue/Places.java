package io.evergrant.domain.catalogue;

import java.util.List;

/**
 * Where a provider listens (RFC 8414 section 2).
 *
 * @param refresh where refreshes go instead of to the token endpoint; nowhere where they do not
 * @param apiHosts where its access tokens are good, as hosts with placeholders or what tells them
 */
public record Places(
    Fact<Place> issuer,
    Fact<Place> authorization,
    Fact<Place> token,
    Fact<Place> refresh,
    Fact<Place> revocation,
    Fact<Place> introspection,
    Fact<Place> userinfo,
    Fact<List<String>> apiHosts) {}
