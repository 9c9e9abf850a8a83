package io.evergrant.timer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.evergrant.usecase.audit.ChainEvents;
import io.evergrant.usecase.audit.SignChains;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

/**
 * Starts the linking of events, within a second of each, and apart from it the signing of heads.
 * Containers let an EJB timer expire once a second at most (Payara: {@code
 * minimum-delivery-interval-in-millis}), which would use up all of that second.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AuditTimer {
  private static final Logger LOG = System.getLogger(AuditTimer.class.getName());
  private static final long LINKS_AFTER_MILLIS = 300;
  private static final long SIGNS_AFTER_MILLIS = 1_000;

  @Resource private ManagedScheduledExecutorService threads;
  @Inject private ChainEvents chain;
  @Inject private SignChains heads;
  private List<ScheduledFuture<?>> ticks = List.of();

  @PostConstruct
  void start() {
    ticks = List.of(every(LINKS_AFTER_MILLIS, chain::run), every(SIGNS_AFTER_MILLIS, heads::run));
  }

  /** Never two of the same at once. */
  private ScheduledFuture<?> every(long millis, Runnable round) {
    return threads.scheduleWithFixedDelay(() -> tick(round), millis, millis, MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    ticks.forEach(tick -> tick.cancel(false));
  }

  private static void tick(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the audit timer failed; the next one tries again", e);
    }
  }
}
