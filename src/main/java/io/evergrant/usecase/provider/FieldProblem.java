package io.evergrant.usecase.provider;

/**
 * What is wrong with one field of a form.
 *
 * @param field name of the draft's component
 * @param problem key of the sentence in the message bundle
 */
public record FieldProblem(String field, Problem problem) {
  /** Kinds of problems. */
  public enum Problem {
    MISSING,
    TOO_LONG,
    NOT_AN_ADDRESS,
    NOT_HTTPS,
    NOT_PARAMETERS,
    RESERVED_PARAMETER,
    NOT_A_NUMBER,
    NOT_A_STATUS,
    NOT_A_SPAN
  }
}
