package io.evergrant.verifier;

import org.jspecify.annotations.Nullable;

/** What became of a verification. */
public sealed interface Verdict {
  /**
   * Nothing was changed up to the last checkpoint.
   *
   * @param first sequence of the first event; {@code last + 1} where there is none
   * @param last sequence of the newest event
   * @param before what the export was asked to end before; null: nothing
   * @param signedUpTo sequence of the newest checkpoint in it; 0 where there is none. What is
   *     younger is linked but not signed: whoever rules the database could have changed it
   * @param signedAt when that one was made; null where there is none
   * @param heldOutside how many checkpoints that are held outside agreed
   * @param heldUpTo sequence of the newest of them; 0 where there is none
   * @param removed the signed record of what was removed before the first event, as the
   *     organisation keeps its log for a time; null where all of the log was asked for and is
   *     there, or where the export begins later
   */
  record Genuine(
      String tenant,
      long first,
      long last,
      @Nullable Long before,
      long checkpoints,
      long signedUpTo,
      @Nullable String signedAt,
      long heldOutside,
      long heldUpTo,
      @Nullable Removal removed)
      implements Verdict {
    /** Whether there are events, and none of them lies under a checkpoint of the export. */
    public boolean isUnsigned() {
      return first <= last && checkpoints == 0;
    }

    /** How many events are younger than the last checkpoint. */
    public long younger() {
      return last - Math.max(signedUpTo, first - 1);
    }
  }

  /**
   * Something was changed.
   *
   * @param line the first bad line of the export, from 1
   * @param sequence of the newest event before it that is as it was linked
   * @param signedUpTo sequence of the newest checkpoint before it that is as it was signed; 0 where
   *     there is none
   */
  record Tampered(long line, long sequence, long signedUpTo, Finding finding) implements Verdict {}

  /** It is no export. */
  record Unreadable(long line, String why) implements Verdict {}
}
