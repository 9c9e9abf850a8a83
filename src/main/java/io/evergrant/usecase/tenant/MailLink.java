package io.evergrant.usecase.tenant;

import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.PasswordWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;

/**
 * Mails a link for a password, once: only its hash is kept, so no later turn could send it again.
 * Asks the network, so it runs in no transaction, after the one that made the link.
 */
@Singleton
public class MailLink {
  private static final Logger LOG = System.getLogger(MailLink.class.getName());

  private final ReadLinkMail read;
  private final PasswordWriter writer;
  private final MailServer server;

  @Inject
  public MailLink(ReadLinkMail read, PasswordWriter writer, MailServer server) {
    this.read = read;
    this.writer = writer;
    this.server = server;
  }

  /** Whether anything can be mailed. */
  public boolean isPossible() {
    return server.isConfigured();
  }

  /**
   * Mails it to the member for whom it was made.
   *
   * @param by who made it
   * @param address as it came from the use case that made it
   * @param otherwise the language where neither the member nor the organisation chose one
   */
  public Mailed send(
      Member by, TenantId tenant, MemberId member, URI address, LanguageTag otherwise) {
    var ready = read.find(by, tenant, member, address, otherwise);
    if (ready.isEmpty()) {
      return new Mailed.Meanwhile();
    }
    var to = ready.get().to();
    if (!MailAddress.isAddress(to)) {
      return new Mailed.NoMailbox();
    }
    var ending = server.send(writer.write(ready.get().mail(), new MailAddress(to)));
    if (ending == MailEnding.ACCEPTED) {
      return new Mailed.Taken(to);
    }
    LOG.log(Level.WARNING, "a mail with a link for a password was not taken: {0}", ending.code());
    return new Mailed.NotTaken(to, ending);
  }

  /** How it ended. */
  public sealed interface Mailed {
    /** From here on it is the server's. */
    record Taken(String to) implements Mailed {}

    record NotTaken(String to, MailEnding why) implements Mailed {}

    /** One can sign in with the address, and it is none that mail is sent to from here. */
    record NoMailbox() implements Mailed {}

    /** The link is worth nothing any more, or the member gone. */
    record Meanwhile() implements Mailed {}
  }
}
