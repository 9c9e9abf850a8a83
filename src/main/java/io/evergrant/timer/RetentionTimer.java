package io.evergrant.timer;

import io.evergrant.usecase.audit.RemoveOldEvents;
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

/** Starts the removal of events that are older than their organisation keeps its log. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionTimer {
  private static final Logger LOG = System.getLogger(RetentionTimer.class.getName());
  private static final long EVERY_MILLIS = 60_000;

  @Resource private TimerService timers;
  @Inject private RemoveOldEvents events;

  @PostConstruct
  void start() {
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig("retention", false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      events.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the retention timer failed; the next one tries again", e);
    }
  }
}
