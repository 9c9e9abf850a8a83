package io.evergrant.domain.grant;

import java.time.Instant;
import java.util.UUID;

/**
 * A question to the list of grants that somebody gave a name.
 *
 * @param question as it stands in the address
 * @param savedBy a member's address, or a key's name
 */
public record SavedView(UUID id, String name, String question, String savedBy, Instant savedAt) {}
