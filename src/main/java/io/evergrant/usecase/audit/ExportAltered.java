package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.ExportId;

/** The log is not any more what an export was made of: nothing of that part goes out. */
public final class ExportAltered extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExportAltered(ExportId export) {
    super("the log is not any more what export " + export + " was made of: verify it");
  }
}
