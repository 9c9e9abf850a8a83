package io.evergrant.timer;

import io.evergrant.usecase.audit.VerifyLogs;
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

/** Starts the verifying of logs that was asked for, one log at a time on a node. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class VerifyTimer {
  private static final Logger LOG = System.getLogger(VerifyTimer.class.getName());
  private static final long EVERY_MILLIS = 1_000;

  @Resource private TimerService timers;
  @Inject private VerifyLogs logs;

  @PostConstruct
  void start() {
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig("verify", false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      logs.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the verifying timer failed; the next one tries again", e);
    }
  }
}
