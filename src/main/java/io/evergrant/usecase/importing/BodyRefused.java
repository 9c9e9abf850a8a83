package io.evergrant.usecase.importing;

/** Ends the reading of a body. */
final class BodyRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient BodyFault fault;

  BodyRefused(BodyFault fault) {
    super(fault.kind().name(), null, false, false);
    this.fault = fault;
  }

  BodyRefused(BodyFault.Kind kind) {
    this(new BodyFault(kind));
  }

  BodyFault fault() {
    return fault;
  }
}
