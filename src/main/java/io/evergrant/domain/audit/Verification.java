package io.evergrant.domain.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verification of a tenant's log by the portal.
 *
 * @param askedBy a person's address
 * @param endedAt null while it waits or runs
 * @param after the sequence before the first event that is read
 * @param upTo sequence of the last event that is read; 0 while it waits
 * @param sequence up to where it was read
 * @param found null while it has not ended, and where it ended without a verdict
 */
public record Verification(
    VerificationId id,
    State state,
    String askedBy,
    Instant askedAt,
    @Nullable Instant endedAt,
    long after,
    long upTo,
    long sequence,
    @Nullable Found found) {

  public boolean isUnderWay() {
    return switch (state) {
      case WAITING, RUNNING -> true;
      case DONE, FAILED -> false;
    };
  }

  /** In percent of its events. */
  public int percent() {
    if (!isUnderWay()) {
      return 100;
    }
    return (int) Math.min(99, 100 * (sequence - after) / Math.max(1, upTo - after));
  }

  /** How far it is. */
  public enum State {
    WAITING,
    RUNNING,
    /** It has a verdict. */
    DONE,
    /** Several nodes tried, and none came to its end. */
    FAILED
  }

  /** What it says of the log. */
  public enum Word {
    /** Nothing was changed up to the last checkpoint. */
    GENUINE,
    /** All of it is linked, and none of it is signed. */
    UNSIGNED,
    TAMPERED,
    /** A line of it is none of a log. */
    UNREADABLE
  }

  /**
   * A verdict.
   *
   * @param last sequence of the newest event that is as it was linked
   * @param checkpoints how many there are that are as they were signed
   * @param signedUpTo sequence of the newest of them; 0 where there is none
   * @param signedAt when it was made; null where there is none
   * @param removedUpTo sequence up to which events were removed; 0 where none was
   * @param held how many of those held outside agreed; null where there are none to compare
   * @param finding what is wrong, as the verifier calls it; null where nothing is
   * @param badFrom sequence of the first event that is not as it was, or may be it; null where it
   *     is not an event that is wrong
   * @param badTo sequence of the last of those of which one is not as it was
   * @param number by which the portal shows the event at {@code badFrom}; null where it is gone
   */
  public record Found(
      Word verdict,
      long last,
      long checkpoints,
      long signedUpTo,
      @Nullable String signedAt,
      long removedUpTo,
      @Nullable Long held,
      long heldUpTo,
      @Nullable String finding,
      @Nullable Long badFrom,
      @Nullable Long badTo,
      @Nullable Long number) {

    /** How many events are younger than the last checkpoint. */
    public long younger() {
      return Math.max(0, last - Math.max(signedUpTo, removedUpTo));
    }
  }
}
