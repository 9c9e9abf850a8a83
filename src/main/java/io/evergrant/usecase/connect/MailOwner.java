package io.evergrant.usecase.connect;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.notice.AskStep;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.OwnerContacts;
import io.evergrant.usecase.port.OwnerMails;
import io.evergrant.usecase.port.OwnerMails.Mailed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An admin, or a back end, says where an account's owner is reached; an admin sees it, and has the
 * owner mailed a link.
 */
@Singleton
public class MailOwner {
  private final ManageLinks links;
  private final Grants grants;
  private final OwnerContacts contacts;
  private final OwnerMails mails;
  private final MailServer server;
  private final AuditLog audit;

  @Inject
  public MailOwner(
      ManageLinks links,
      Grants grants,
      OwnerContacts contacts,
      OwnerMails mails,
      MailServer server,
      AuditLog audit) {
    this.links = links;
    this.grants = grants;
    this.contacts = contacts;
    this.mails = mails;
    this.server = server;
    this.audit = audit;
  }

  /** Whether anything can be mailed. */
  public boolean isPossible() {
    return server.isConfigured();
  }

  @Transactional
  public Optional<MailAddress> address(Member by, GrantId grant) {
    return contacts.find(by.administers(), grant);
  }

  @Transactional
  public Optional<Mailed> newest(Member by, GrantId grant) {
    return mails.newest(by.administers(), grant);
  }

  /** Empty forgets it. */
  @Transactional
  public Saved save(Steward by, GrantId grant, String typed) {
    var tenant = by.tenant();
    var address = typed.strip();
    var found = grants.find(tenant, grant).filter(one -> by.reaches(one.provider()));
    if (found.isEmpty()) {
      return Saved.NOT_THERE;
    }
    if (found.get().status() == GrantStatus.REVOKED) {
      return address.isEmpty() ? Saved.DONE : Saved.REVOKED;
    }
    if (!address.isEmpty() && !MailAddress.isAddress(address)) {
      return Saved.NO_ADDRESS;
    }
    if (address.isEmpty()) {
      if (contacts.forget(tenant, grant)) {
        log(by, found.get(), "forgotten");
      }
    } else if (!contacts.find(tenant, grant).map(MailAddress::value).orElse("").equals(address)) {
      contacts.save(tenant, grant, new MailAddress(address));
      log(by, found.get(), "saved");
    }
    return Saved.DONE;
  }

  /** The link that is open already, or one that is made for it. */
  @Transactional
  public Asked ask(Member by, GrantId grant) {
    var tenant = by.administers();
    if (!server.isConfigured()) {
      return Asked.NO_SERVER;
    }
    if (contacts.find(tenant, grant).isEmpty()) {
      return Asked.NO_ADDRESS;
    }
    var link = links.again(Steward.of(by), grant);
    if (link.isEmpty()) {
      return Asked.NOT_THERE;
    }
    return mails.insertIfRested(
            tenant, UUID.randomUUID(), link.get().id(), AskStep.ASKED, OwnerMails.REST)
        ? Asked.DONE
        : Asked.TOO_SOON;
  }

  private void log(Steward by, Grant grant, String what) {
    audit.append(
        AuditEvent.about(
            grant.tenant(),
            AuditEventType.OWNER_CONTACT_CHANGED,
            by.actor(),
            grant.provider(),
            grant.id(),
            Map.of("contact", what)));
  }

  /** What became of an address. */
  public enum Saved {
    DONE,
    NO_ADDRESS,
    NOT_THERE,
    /** With the grant the address was forgotten, and none is kept of it. */
    REVOKED
  }

  /** What became of the wish to mail a link. */
  public enum Asked {
    DONE,
    NO_ADDRESS,
    NO_SERVER,
    /** The same link was mailed within a day. */
    TOO_SOON,
    NOT_THERE
  }
}
