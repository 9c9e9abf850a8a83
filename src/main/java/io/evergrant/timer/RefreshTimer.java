package io.evergrant.timer;

import io.evergrant.usecase.refresh.RefreshWhileDue;
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

/**
 * Starts the refresh of due grants. A tick that throws would be retried once and then be removed by
 * the container for good, so a tick never throws.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RefreshTimer {
  private static final Logger LOG = System.getLogger(RefreshTimer.class.getName());

  @Resource private TimerService timers;
  @Inject private RefreshWhileDue due;
  @Inject private Ticks ticks;

  @PostConstruct
  void start() {
    var every = ticks.every().toMillis();
    timers.createIntervalTimer(every, every, new TimerConfig("refresh", false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      due.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the refresh timer failed; the next one tries again", e);
    }
  }
}
