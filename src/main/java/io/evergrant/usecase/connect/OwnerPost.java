package io.evergrant.usecase.connect;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.AskStep;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.OwnerContacts;
import io.evergrant.usecase.port.OwnerMails;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a wish for a link says of its owner: where that person is reached, and whether by mail. */
@Singleton
public class OwnerPost {
  private final OwnerContacts contacts;
  private final OwnerMails mails;
  private final MailServer server;

  @Inject
  public OwnerPost(OwnerContacts contacts, OwnerMails mails, MailServer server) {
    this.contacts = contacts;
    this.mails = mails;
    this.server = server;
  }

  /** Why it cannot be; null where it can. */
  ManageLinks.@Nullable Made refusal(TenantId tenant, LinkWish wish) {
    var address = wish.owner().strip();
    if (!address.isEmpty() && !MailAddress.isAddress(address)) {
      return new ManageLinks.Made.NoMailAddress();
    }
    if (wish.mailed() && !server.isConfigured()) {
      return new ManageLinks.Made.NoMailServer();
    }
    return wish.mailed() && address.isEmpty() && !isKnown(tenant, wish.grant())
        ? new ManageLinks.Made.NoMailAddress()
        : null;
  }

  private boolean isKnown(TenantId tenant, @Nullable GrantId grant) {
    return grant != null && contacts.find(tenant, grant).isPresent();
  }

  /** For the log: that an address was given, and that the link goes there; never which. */
  Map<String, String> told(LinkWish wish) {
    var told = new HashMap<String, String>();
    if (!wish.owner().isBlank()) {
      told.put("contact", "saved");
    }
    if (wish.mailed()) {
      told.put("mailed", "true");
    }
    return told;
  }

  void made(ConsentLink link, LinkWish wish) {
    if (!wish.owner().isBlank()) {
      var address = new MailAddress(wish.owner().strip());
      var grant = link.grant();
      if (grant == null) {
        contacts.save(link.tenant(), link.id(), address);
      } else {
        contacts.save(link.tenant(), grant, address);
      }
    }
    if (wish.mailed()) {
      mails.insert(link.tenant(), UUID.randomUUID(), link.id(), AskStep.ASKED);
    }
  }

  /** What was known with the link is known of the grant from now on. */
  void consented(TenantId tenant, ConsentLinkId link, GrantId grant) {
    contacts.moved(tenant, link, grant);
  }
}
