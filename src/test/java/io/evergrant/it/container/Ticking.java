package io.evergrant.it.container;

import io.evergrant.usecase.port.TaskThreads;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A timer as the portal's are. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Ticking {
  static final List<List<String>> SEEN = new CopyOnWriteArrayList<>();

  @Resource private TimerService timers;
  @Inject private Joining joining;
  @Inject private TaskThreads threads;

  @PostConstruct
  void start() {
    timers.createIntervalTimer(1_000, 1_000, new TimerConfig("ticking", false));
  }

  @Timeout
  void tick(Timer timer) {
    if (SEEN.size() < 6) {
      SEEN.add(joining.each());
      try (var tasks = threads.open()) {
        tasks.execute(() -> SEEN.add(joining.each()));
      }
    }
  }
}
