package io.evergrant.bootstrap;

import io.evergrant.usecase.audit.ChangedChains;
import io.evergrant.usecase.audit.HoldHeads;
import io.evergrant.usecase.port.CheckpointsOutside;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * What an operator must know of the log's proof: chains that are not what was signed, and
 * checkpoints that wait to be held outside the database. Always up: another node would do no
 * better.
 */
@Readiness
@ApplicationScoped
public class LogSigned implements HealthCheck {
  private final Instance<ChangedChains> changed;
  private final Instance<HoldHeads> heads;
  private final Instance<CheckpointsOutside> outside;

  @Inject
  public LogSigned(
      Instance<ChangedChains> changed,
      Instance<HoldHeads> heads,
      Instance<CheckpointsOutside> outside) {
    this.changed = changed;
    this.heads = heads;
    this.outside = outside;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("checkpoints")
        .up()
        .withData("changed_chains", changed.get().count())
        .withData("held_outside", outside.get().isKept() ? "yes" : "no")
        .withData("waiting_for_file", heads.get().behind())
        .build();
  }
}
