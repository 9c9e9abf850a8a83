package io.evergrant.verifier;

/** What is wrong with a log. */
public enum Finding {
  NOT_CANONICAL("the line is not written as the portal writes it: it was changed"),
  OUT_OF_SEQUENCE("an event is missing, comes twice or stands in another place"),
  EVENT_GONE("the event of this link was deleted"),
  OTHER_TENANT("the line belongs to another tenant's log"),
  LINK_BROKEN("the event, or one before it, is not what was linked"),
  KEY_UNKNOWN("the checkpoint is signed by a key that was not given"),
  SIGNATURE_WRONG("the checkpoint's signature is wrong: it was changed, or made by another"),
  CHECKPOINT_MISPLACED("the checkpoint does not stand behind the event that it names"),
  EVENTS_MISSING("the checkpoint covers events that are not there"),
  HISTORY_REWRITTEN("the events up to here are not those that were signed"),
  CHECKPOINT_MISSING("a checkpoint before this line is missing"),
  REMOVAL_MISPLACED("a record of a removal stands where nothing can have been removed"),
  FORKED("two different checkpoints were signed for the same sequence"),
  SET_BACK("the log was set back: it had been longer already"),
  TAIL_CUT("the newest events were cut off: a checkpoint held outside tells of them"),
  OUTSIDE_WRONG("the file held outside has a line that no portal signed"),
  ENDS_DIFFER("the last line does not say what the lines before it are"),
  CUT_OFF("the export has no last line: it was cut off on its way");

  private final String sentence;

  Finding(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
