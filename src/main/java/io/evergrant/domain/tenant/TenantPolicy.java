package io.evergrant.domain.tenant;

/**
 * What an organisation allows beyond the usual. All of it is off until an admin turns it on.
 *
 * @param sealedImport whether refresh tokens may be imported in a browser, sealed
 * @param sealedHandOver whether a refresh token may leave, sealed, when a second admin approves
 */
public record TenantPolicy(boolean sealedImport, boolean sealedHandOver) {}
