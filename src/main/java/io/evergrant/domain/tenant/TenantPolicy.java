package io.evergrant.domain.tenant;

import org.jspecify.annotations.Nullable;

/**
 * What an organisation allows, or asks for, beyond the usual. All of it is off until somebody turns
 * it on; what allows more, an admin.
 *
 * @param sealedImport whether refresh tokens may be imported in a browser, sealed
 * @param sealedHandOver whether a refresh token may leave, sealed, when a second admin approves
 * @param secondForRevoke whether a second admin has to approve when many grants are to be revoked
 * @param askOwners whether owners are mailed a link when their consent is lost, or ends soon
 * @param ownerLanguage of mails to owners; null where none was chosen
 */
public record TenantPolicy(
    boolean sealedImport,
    boolean sealedHandOver,
    boolean secondForRevoke,
    boolean askOwners,
    @Nullable LanguageTag ownerLanguage) {
  /** Whether tokens may go where they could not, or one person does what took two. */
  public boolean allowsMoreThan(TenantPolicy before) {
    return (sealedImport && !before.sealedImport)
        || (sealedHandOver && !before.sealedHandOver)
        || (!secondForRevoke && before.secondForRevoke);
  }

  /** Of one that writes to nobody. */
  public TenantPolicy(boolean sealedImport, boolean sealedHandOver, boolean secondForRevoke) {
    this(sealedImport, sealedHandOver, secondForRevoke, false, null);
  }
}
