package io.evergrant.timer;

import io.evergrant.usecase.audit.ChainEvents;
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

/** Starts the linking of events, within about a second of each, and the signing of heads. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AuditTimer {
  private static final Logger LOG = System.getLogger(AuditTimer.class.getName());
  private static final long EVERY_MILLIS = 700;

  @Resource private TimerService timers;
  @Inject private ChainEvents chain;

  @PostConstruct
  void start() {
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig("audit", false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      chain.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the audit timer failed; the next one tries again", e);
    }
  }
}
