package io.evergrant.usecase.port;

/** Whether the database would serve, for the readiness of this node. */
public interface DatabaseHealth {
  /** Throws {@link StoreUnavailable} where it would not. */
  void check();
}
