package io.evergrant.usecase.provider;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field of a form.
 *
 * @param field name of the draft's component
 * @param problem key of the sentence in the message bundle
 * @param place in the list that the field is, from 0; null where it is none, or all of it is wrong
 */
public record FieldProblem(String field, Problem problem, @Nullable Integer place) {
  public FieldProblem(String field, Problem problem) {
    this(field, problem, null);
  }

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
    NOT_DAYS,
    NOT_A_SPAN,
    NOT_A_HOST,
    /** There is no client secret yet: it is stored before it is used. */
    NO_SECRET_YET,
    TOO_MANY
  }
}
