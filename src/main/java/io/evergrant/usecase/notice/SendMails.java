package io.evergrant.usecase.notice;

import io.evergrant.domain.notice.Letter;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.MailedLinks;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import io.evergrant.usecase.port.NoticeWriter;
import io.evergrant.usecase.port.OwnerWriter;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends the mails that wait, one by one, in no transaction: those with notices first, then those to
 * owners of accounts. One that went out while the node died goes out again, under the same message
 * id.
 */
@Singleton
public class SendMails {
  private static final Logger LOG = System.getLogger(SendMails.class.getName());

  /** Of one round; the next one comes within seconds. */
  private static final int MAILS = 50;

  /** A server that took no mail of any kind is left alone for so long. */
  private static final long SERVER_RESTS = Duration.ofSeconds(30).toNanos();

  private final RecordMails record;
  private final MailServer server;
  private final NoticeWriter writer;
  private final RecordOwnerMails owners;
  private final OwnerWriter ownerWriter;
  private final MailedLinks links;
  private final Ticker ticker;
  private long sendFrom;

  @Inject
  public SendMails(
      RecordMails record,
      MailServer server,
      NoticeWriter writer,
      RecordOwnerMails owners,
      OwnerWriter ownerWriter,
      MailedLinks links,
      Ticker ticker) {
    this.record = record;
    this.server = server;
    this.writer = writer;
    this.owners = owners;
    this.ownerWriter = ownerWriter;
    this.links = links;
    this.ticker = ticker;
    this.sendFrom = ticker.nanos();
  }

  /** One round; returns how many mails the server took. */
  public int run() {
    var sent = 0;
    try {
      for (var i = 0; i < MAILS && mayTry(); i++) {
        var turn = record.claim();
        var owner = turn.isPresent() ? Optional.<MailTurn>empty() : owners.claim();
        if (turn.isEmpty() && owner.isEmpty()) {
          break;
        }
        sent += turn.map(this::send).or(() -> owner.map(this::sendToOwner)).orElse(false) ? 1 : 0;
      }
    } catch (StoreUnavailable e) {
      LOG.log(Level.INFO, "mails wait for the database: {0}", e.getMessage());
    }
    return sent;
  }

  private boolean mayTry() {
    return server.isConfigured() && ticker.nanos() - sendFrom >= 0;
  }

  private boolean send(MailTurn turn) {
    var ready = record.find(turn);
    if (ready.isEmpty()) {
      return false;
    }
    var ending =
        send(writer.write(ready.get(), new MailAddress(ready.get().to())), ready.get().tries());
    record.ended(turn, ready.get(), ending);
    return ending == MailEnding.ACCEPTED;
  }

  /** The link's address is made where it is sent, and stays nowhere. */
  private boolean sendToOwner(MailTurn turn) {
    var ready = owners.find(turn);
    if (ready.isEmpty()) {
      return false;
    }
    var mail = ready.get();
    var address = links.address(mail.link());
    var ending = send(ownerWriter.write(mail, new MailAddress(mail.to()), address), mail.tries());
    owners.ended(turn, mail, ending);
    return ending == MailEnding.ACCEPTED;
  }

  private MailEnding send(Letter letter, int tries) {
    var ending = server.send(letter);
    if (ending.isOfTheServer()) {
      sendFrom = ticker.nanos() + SERVER_RESTS;
    }
    if (ending != MailEnding.ACCEPTED) {
      LOG.log(
          Level.WARNING, "mail {0} was not taken: {1}, try {2}", letter.id(), ending.code(), tries);
    }
    return ending;
  }
}
