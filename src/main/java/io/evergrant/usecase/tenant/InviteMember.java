package io.evergrant.usecase.tenant;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Memberships;
import io.evergrant.usecase.port.Memberships.Changed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/**
 * An admin invites somebody: the person is a member at once, and can sign in after choosing a
 * password through a link that is good once. It is shown to the admin, or mailed ({@link
 * MailLink}).
 */
@Singleton
public class InviteMember {
  static final Duration LIFE = Duration.ofDays(7);
  private static final int LONGEST_NAME = 100;

  private final Memberships members;
  private final OneTimeLinks links;
  private final AuditLog audit;

  @Inject
  public InviteMember(Memberships members, OneTimeLinks links, AuditLog audit) {
    this.members = members;
    this.links = links;
    this.audit = audit;
  }

  /**
   * Invites, or changes nothing.
   *
   * @param name empty for the address
   * @param mailed whether the link is to go by mail
   */
  @Transactional
  public Invited invite(Steward by, String email, String name, Role role, boolean mailed) {
    var tenant = by.wholeTenant();
    if (!MailAddress.isOne(email)) {
      return new Invited.NoAddress();
    }
    if (name.length() > LONGEST_NAME) {
      return new Invited.LongName(LONGEST_NAME);
    }
    var id = new MemberId(UUID.randomUUID());
    var member = new Member(id, tenant, email, name.isEmpty() ? email : name, role);
    if (!members.add(tenant, member)) {
      return new Invited.Taken();
    }
    var link = links.make();
    var kept = new Memberships.Link(link.hash(), LIFE);
    if (members.renewLink(tenant, id, 1, kept, true) != Changed.DONE) {
      throw new IllegalStateException("a member who was just added is not there");
    }
    var facts = LinkFacts.of(email, LIFE, mailed);
    facts.put("role", role.name());
    audit.append(AuditEvent.of(tenant, AuditEventType.MEMBER_CREATED, by.actor(), facts));
    return new Invited.Link(id, link.address());
  }

  /** How it ended; only {@code Link} changed anything. */
  public sealed interface Invited {
    /** To be shown once. */
    record Link(MemberId member, URI address) implements Invited {
      @Override
      public String toString() {
        return "Link[hidden]";
      }
    }

    record NoAddress() implements Invited {}

    record LongName(int longest) implements Invited {}

    /** An account has this address: here, or where it is not told. */
    record Taken() implements Invited {}
  }
}
