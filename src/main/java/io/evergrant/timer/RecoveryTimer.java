package io.evergrant.timer;

import io.evergrant.usecase.refresh.DrainEscrow;
import io.evergrant.usecase.refresh.RecoverAttempts;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Starts the recovery of what crashed workers left, and the draining of escrows. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RecoveryTimer {
  private static final Logger LOG = System.getLogger(RecoveryTimer.class.getName());
  private static final long EVERY_MILLIS = 2_000;

  @Resource private TimerService timers;
  @Inject private RecoverAttempts recover;
  @Inject private DrainEscrow drain;

  @PostConstruct
  void start() {
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig("recovery", false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      drain.run();
      recover.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the recovery timer failed; the next one tries again", e);
    }
  }
}
