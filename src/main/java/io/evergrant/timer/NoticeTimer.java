package io.evergrant.timer;

import io.evergrant.usecase.notice.AskOwners;
import io.evergrant.usecase.notice.FindNotices;
import io.evergrant.usecase.notice.SendMails;
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

/** Starts the looking for notices, and the sending of mails: a slow mail server delays mails. */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NoticeTimer {
  private static final Logger LOG = System.getLogger(NoticeTimer.class.getName());
  private static final long EVERY_MILLIS = 5_000;
  private static final String FIND = "find notices";
  private static final String SEND = "send mails";
  private static final String ASK = "ask owners";

  @Resource private TimerService timers;
  @Inject private FindNotices notices;
  @Inject private SendMails mails;
  @Inject private AskOwners owners;

  @PostConstruct
  void start() {
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig(FIND, false));
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig(SEND, false));
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig(ASK, false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      if (FIND.equals(timer.getInfo())) {
        notices.run();
      } else if (ASK.equals(timer.getInfo())) {
        owners.run();
      } else {
        mails.run();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a tick of the notice timer failed; the next one tries again", e);
    }
  }
}
