package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.Tenant;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Memberships;
import io.evergrant.usecase.port.Memberships.Changed;
import io.evergrant.usecase.port.Tenancies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** An operator makes an organisation with its first admin, who invites everybody else. */
@Singleton
public class FoundTenant {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final int LONGEST_NAME = 100;

  private final Tenancies tenants;
  private final Memberships members;
  private final OneTimeLinks links;
  private final AuditLog audit;

  @Inject
  public FoundTenant(Tenancies tenants, Memberships members, OneTimeLinks links, AuditLog audit) {
    this.tenants = tenants;
    this.members = members;
    this.links = links;
    this.audit = audit;
  }

  /**
   * Makes both, or nothing.
   *
   * @param email of the admin
   * @param mailed whether the link is to go by mail
   */
  @Transactional
  public Founded found(Member by, String slug, String name, String email, boolean mailed) {
    var operator = by.operates();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return new Founded.NoName(LONGEST_NAME);
    }
    if (!SLUG.matcher(slug).matches()) {
      return new Founded.NoSlug();
    }
    if (!MailAddress.isOne(email)) {
      return new Founded.NoAddress();
    }
    var tenant = new Tenant(new TenantId(UUID.randomUUID()), slug, name);
    var link = links.make();
    var admin = new MemberId(UUID.randomUUID());
    return switch (tenants.found(tenant, admin, email, link.hash(), InviteMember.LIFE)) {
      case SLUG_TAKEN -> new Founded.SlugTaken();
      case EMAIL_TAKEN -> new Founded.EmailTaken();
      case DONE -> {
        var id = tenant.id();
        var facts = Map.of("name", name, "slug", slug);
        audit.append(AuditEvent.of(id, AuditEventType.TENANT_CREATED, operator, facts));
        var invited = LinkFacts.of(email, InviteMember.LIFE, mailed);
        invited.put("role", Role.ADMIN.name());
        audit.append(AuditEvent.of(id, AuditEventType.MEMBER_CREATED, operator, invited));
        yield new Founded.Link(id, admin, link.address());
      }
    };
  }

  /**
   * A new link for an admin whom nobody in the organisation can help: the last one forgot the
   * password, or the first never used the link. In the organisation's log, as everything here.
   *
   * @param mailed whether the link is to go by mail
   * @return empty where no admin of it has that address
   */
  @Transactional
  public Optional<Founded.Link> renewLink(
      Member by, TenantId tenant, String email, boolean mailed) {
    var operator = by.operates();
    var found =
        members.list(tenant).stream()
            .filter(one -> one.member().role() == Role.ADMIN)
            .filter(one -> one.member().email().equalsIgnoreCase(email))
            .findFirst();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var link = links.make();
    var kept = new Memberships.Link(link.hash(), InviteMember.LIFE);
    var id = found.get().member().id();
    if (members.renewLink(tenant, id, found.get().version(), kept, true) != Changed.DONE) {
      return Optional.empty();
    }
    var facts = LinkFacts.of(found.get().member().email(), InviteMember.LIFE, mailed);
    audit.append(AuditEvent.of(tenant, AuditEventType.PASSWORD_LINK_MADE, operator, facts));
    return Optional.of(new Founded.Link(tenant, id, link.address()));
  }

  /** How it ended; only {@code Link} changed anything. */
  public sealed interface Founded {
    /** To be shown once, for the admin. */
    record Link(TenantId tenant, MemberId admin, URI address) implements Founded {
      @Override
      public String toString() {
        return "Link[hidden]";
      }
    }

    record NoName(int longest) implements Founded {}

    record NoSlug() implements Founded {}

    record NoAddress() implements Founded {}

    record SlugTaken() implements Founded {}

    record EmailTaken() implements Founded {}
  }
}
