package io.evergrant.timer;

import io.evergrant.usecase.audit.MakeExports;
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

/** Starts the making of exports that were asked for, one at a time on a node. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ExportTimer {
  private static final Logger LOG = System.getLogger(ExportTimer.class.getName());
  private static final long EVERY_MILLIS = 1_000;

  @Resource private TimerService timers;
  @Inject private MakeExports exports;

  @PostConstruct
  void start() {
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig("exports", false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      exports.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the export timer failed; the next one tries again", e);
    }
  }
}
