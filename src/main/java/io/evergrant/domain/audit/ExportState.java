package io.evergrant.domain.audit;

/** How far an export is. */
public enum ExportState {
  /** For a node, or for a checkpoint over its last event. */
  WAITING,
  RUNNING,
  /** It can be fetched. */
  READY,
  /** Several nodes tried, and none came to its end. */
  FAILED,
  /** Its time is over: it can be asked for again. */
  ENDED
}
