package io.evergrant.usecase.notice;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Looks whose consent is lost, or ends soon, where the organisation has owners asked by mail.
 * Without a mail server nobody is marked as asked.
 */
@Singleton
public class AskOwners {
  private static final Logger LOG = System.getLogger(AskOwners.class.getName());

  private final RecordAsking record;
  private final MailServer server;

  @Inject
  public AskOwners(RecordAsking record, MailServer server) {
    this.record = record;
    this.server = server;
  }

  /** One round; returns how many mails wait to be sent from it. */
  public int run() {
    var asked = 0;
    try {
      if (server.isConfigured()) {
        for (var tenant : record.claim()) {
          asked += ask(tenant);
        }
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "owners are asked when the stores serve: {0}", e.getMessage());
    }
    return asked;
  }

  /** One organisation's trouble is not the others'. */
  private int ask(TenantId tenant) {
    try {
      return record.ask(tenant);
    } catch (RuntimeException e) {
      // also a commit that failed; its turn comes again
      LOG.log(Level.WARNING, "owners of {0} could not be asked: {1}", tenant, e.toString());
      return 0;
    }
  }
}
