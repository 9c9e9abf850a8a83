package io.evergrant.usecase.apikey;

/**
 * What stands in the way of a key.
 *
 * @param field of the {@link KeyDraft}
 */
public record KeyProblem(String field, Why why) {
  /** In which way the field is wrong. */
  public enum Why {
    MISSING,
    TOO_LONG,
    NAME_TAKEN,
    NO_SUCH_PROVIDER,
    NOT_A_RANGE,
    TOO_MANY,
    /** The key that asked has less itself. */
    BEYOND_OWN
  }
}
