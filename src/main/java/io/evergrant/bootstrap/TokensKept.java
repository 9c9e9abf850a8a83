package io.evergrant.bootstrap;

import io.evergrant.usecase.port.Rewraps;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.refresh.KeepInEscrow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Where token sets are that an operator must know of: in the memory of this node alone, which must
 * not be stopped then, and under older keys after a rotation. Always up: neither is a reason to
 * send callers elsewhere, or to start this node anew.
 */
@Readiness
@ApplicationScoped
public class TokensKept implements HealthCheck {
  private final Instance<KeepInEscrow> escrow;
  private final Instance<Rewraps> rewraps;

  @Inject
  public TokensKept(Instance<KeepInEscrow> escrow, Instance<Rewraps> rewraps) {
    this.escrow = escrow;
    this.rewraps = rewraps;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("tokens")
        .up()
        .withData("in_memory_only", escrow.get().inMemory())
        .withData("under_older_keys", InApplication.call(this::underOlderKeys))
        .build();
  }

  private String underOlderKeys() {
    try {
      return Long.toString(rewraps.get().underOlderKeys());
    } catch (StoreUnavailable e) {
      return "unknown";
    }
  }
}
