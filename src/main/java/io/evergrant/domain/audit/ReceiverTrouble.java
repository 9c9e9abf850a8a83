package io.evergrant.domain.audit;

/** Why the syslog receiver is not known to have read what was to be sent to it. */
public enum ReceiverTrouble {
  UNREACHABLE,
  /**
   * Its certificate is not of its name, or of nobody that is trusted; or it does not trust ours.
   */
  NOT_TRUSTED,
  /** The connection did not come to its end in good order. */
  BROKEN_OFF
}
