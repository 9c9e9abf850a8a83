package io.evergrant.timer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.evergrant.usecase.audit.ChainEvents;
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
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Starts the linking of events, within a second of each, and the signing of heads. Containers let
 * an EJB timer expire once a second at most (Payara: {@code minimum-delivery-interval-in-millis}),
 * which would use up all of that second.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AuditTimer {
  private static final Logger LOG = System.getLogger(AuditTimer.class.getName());
  private static final long PAUSE_MILLIS = 300;

  @Resource private ManagedScheduledExecutorService threads;
  @Inject private ChainEvents chain;
  private @Nullable ScheduledFuture<?> ticks;

  @PostConstruct
  void start() {
    ticks = threads.scheduleWithFixedDelay(this::tick, PAUSE_MILLIS, PAUSE_MILLIS, MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    if (ticks != null) {
      ticks.cancel(false);
    }
  }

  private void tick() {
    try {
      chain.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the audit timer failed; the next one tries again", e);
    }
  }
}
