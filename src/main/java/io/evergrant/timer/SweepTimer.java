package io.evergrant.timer;

import io.evergrant.usecase.importing.sealed.DropSealingKeys;
import io.evergrant.usecase.provider.DropClientProofs;
import io.evergrant.usecase.refresh.SweepEnded;
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

/** Starts the removal of what ended, and gives the tokens of revoked grants back. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SweepTimer {
  private static final Logger LOG = System.getLogger(SweepTimer.class.getName());
  private static final long EVERY_MILLIS = 15_000;

  @Resource private TimerService timers;
  @Inject private SweepEnded sweep;
  @Inject private DropSealingKeys sealingKeys;
  @Inject private DropClientProofs clientProofs;

  @PostConstruct
  void start() {
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig("sweep", false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      sweep.run();
      sealingKeys.run();
      clientProofs.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the sweep timer failed; the next one tries again", e);
    }
  }
}
