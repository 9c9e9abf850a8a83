package io.evergrant.domain.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was not understood of a question.
 *
 * @param position of the character at which it begins, from 1
 * @param qualifier whose value it is; null where it is about none
 * @param got as it was written
 * @param nearest what may have been meant; null where nothing is near
 */
public record Mistake(
    Kind kind, int position, @Nullable Qualifier qualifier, String got, @Nullable String nearest) {

  /** In which way it was not understood. */
  public enum Kind {
    UNKNOWN_QUALIFIER,
    /** The qualifier knows all its values, and this is none. */
    UNKNOWN_VALUE,
    NO_VALUE,
    NO_TIME,
    NO_ID,
    NO_STATUS,
    UNCLOSED_QUOTE,
    NOTHING_NEGATED,
    TOO_LONG,
    TOO_MANY_PARTS
  }
}
