package io.evergrant.domain.tenant;

/**
 * What an organisation allows, or asks for, beyond the usual. All of it is off until an admin turns
 * it on.
 *
 * @param sealedImport whether refresh tokens may be imported in a browser, sealed
 * @param sealedHandOver whether a refresh token may leave, sealed, when a second admin approves
 * @param secondForRevoke whether a second admin has to approve when many grants are to be revoked
 */
public record TenantPolicy(boolean sealedImport, boolean sealedHandOver, boolean secondForRevoke) {}
