package io.evergrant.bootstrap;

import io.evergrant.usecase.port.SharedTime;
import io.evergrant.usecase.port.StoreUnavailable;
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
import java.time.Duration;

/** Looks at the database's clock now and then, and says where this machine's goes wrong. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ClockTimer {
  private static final Logger LOG = System.getLogger(ClockTimer.class.getName());
  private static final long EVERY_MILLIS = 10_000;
  private static final Duration WRONG = Duration.ofSeconds(5);

  @Resource private TimerService timers;
  @Inject private SharedClock clock;
  @Inject private SharedTime time;

  private volatile boolean told;

  @PostConstruct
  void start() {
    compare();
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig("clock", false));
  }

  @Timeout
  void tick(Timer timer) {
    compare();
  }

  private void compare() {
    try {
      clock.compare(time);
    } catch (StoreUnavailable e) {
      // what was seen last goes on counting
      return;
    }
    var ahead = clock.ahead();
    var wrong = ahead.abs().compareTo(WRONG) > 0;
    if (wrong && !told) {
      LOG.log(
          Level.WARNING,
          "the clock of this machine is {0} s ahead of the database''s, which counts; mend: let"
              + " both follow a time server",
          ahead.toSeconds());
    }
    told = wrong;
  }
}
