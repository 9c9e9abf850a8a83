package io.evergrant.usecase.importing;

import org.jspecify.annotations.Nullable;

/** Ends the reading of one row. Says where and what, and repeats nothing that stood there. */
final class RowRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable String field;
  private final Fault fault;

  /**
   * A row that cannot be taken.
   *
   * @param field the name of the field; null where it is the whole row
   */
  RowRefused(@Nullable String field, Fault fault) {
    super(fault.code(), null, false, false);
    this.field = field;
    this.fault = fault;
  }

  RowProblem at(int row) {
    return new RowProblem(row, field, fault, null);
  }
}
