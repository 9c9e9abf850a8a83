package io.evergrant.usecase.importing;

import java.util.List;

/** How an import ended. */
public sealed interface Imported {
  /** Rows were taken; in {@link Mode#ALL} every one. Both lists in the order of the rows. */
  record Done(List<RowTaken> taken, List<RowProblem> refused) implements Imported {
    public Done {
      taken = List.copyOf(taken);
      refused = List.copyOf(refused);
    }

    public long count(RowTaken.Result result) {
      return taken.stream().filter(row -> row.result() == result).count();
    }
  }

  /** Nothing was written, for the sake of these rows. */
  record RowsRefused(int rows, List<RowProblem> refused) implements Imported {
    public RowsRefused {
      refused = List.copyOf(refused);
    }
  }

  /** Nothing could be read. */
  record BodyUnread(BodyFault fault) implements Imported {}
}
