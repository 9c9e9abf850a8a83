package io.evergrant.domain.outcome;

/** Why only the account's owner can help. */
public enum ConsentCause {
  /** The refresh token was not used for longer than the provider allows. */
  EXPIRED_IDLE,
  /** The reported or declared end of the refresh token came. */
  EXPIRED_ABSOLUTE,
  /** The provider says that consent was withdrawn. */
  REVOKED,
  /** The provider says that a spent token was presented again. */
  REUSED,
  /** Most likely the client is registered for trials only: its consents end after a few days. */
  TESTING_LIMIT,
  /** The provider's rule for tokens that never change asks for a new consent. */
  RENEWAL_DUE,
  /** The answer that carried the successor was lost. */
  LOST_IN_FLIGHT,
  /** The store has no token for the grant any more. */
  STORED_TOKEN_MISSING,
  /** The provider gave no reason. */
  UNKNOWN
}
