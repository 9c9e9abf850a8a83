package io.evergrant.domain.tenant;

/** How an organisation stands towards the installation. */
public enum TenantStatus {
  ACTIVE,
  /** Nobody signs in, no key opens anything, nothing is refreshed. It can go on. */
  SUSPENDED,
  /** Its tokens are being destroyed; there is no way back. */
  ENDING,
  /** Its tokens are destroyed; its log remains. */
  ENDED
}
