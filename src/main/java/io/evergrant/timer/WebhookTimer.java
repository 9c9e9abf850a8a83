package io.evergrant.timer;

import io.evergrant.usecase.webhook.DeliverEvents;
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

/** Starts the sending of events to webhooks. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class WebhookTimer {
  private static final Logger LOG = System.getLogger(WebhookTimer.class.getName());
  private static final long EVERY_MILLIS = 1_000;

  @Resource private TimerService timers;
  @Inject private DeliverEvents events;

  @PostConstruct
  void start() {
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig("webhooks", false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      events.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the webhook timer failed; the next one tries again", e);
    }
  }
}
