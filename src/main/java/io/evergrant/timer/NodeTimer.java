package io.evergrant.timer;

import io.evergrant.usecase.installation.TellNode;
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

/** Lets the node say that it lives. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NodeTimer {
  private static final Logger LOG = System.getLogger(NodeTimer.class.getName());
  private static final long EVERY_MILLIS = 10_000;

  @Resource private TimerService timers;
  @Inject private TellNode node;

  @PostConstruct
  void start() {
    timers.createIntervalTimer(0, EVERY_MILLIS, new TimerConfig("node", false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      node.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a tick of the node timer failed; the next one tries again", e);
    }
  }
}
