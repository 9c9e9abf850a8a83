package io.evergrant.usecase.tenant;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Memberships;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * An admin changes a member's role, takes a member out, or makes a link for another password. Each
 * names what was seen: the second of two admins is told, and overwrites nothing. The last admin who
 * can sign in stays one.
 */
@Singleton
public class ChangeMember {
  static final Duration LINK_LIFE = Duration.ofDays(1);

  private final Memberships members;
  private final OneTimeLinks links;
  private final AuditLog audit;

  @Inject
  public ChangeMember(Memberships members, OneTimeLinks links, AuditLog audit) {
    this.members = members;
    this.links = links;
    this.audit = audit;
  }

  /**
   * Gives another role.
   *
   * @param version as it was seen
   * @param role not {@code OPERATOR}, who belongs to no organisation
   */
  @Transactional
  public Changed changeRole(Steward by, MemberId id, long version, Role role) {
    var tenant = by.wholeTenant();
    var seen = members.find(tenant, id);
    if (seen.isEmpty() || role == Role.OPERATOR) {
      return new Changed.Meanwhile();
    }
    var before = seen.get().member();
    if (before.role() == role) {
      return new Changed.Done();
    }
    var ending = changed(members.changeRole(tenant, id, version, role));
    if (ending instanceof Changed.Done) {
      log(
          by,
          tenant,
          AuditEventType.MEMBER_ROLE_CHANGED,
          Map.of(
              "member", before.email(), "role", role.name(), "role_before", before.role().name()));
    }
    return ending;
  }

  /** Every session of the member is over; what the member did stays in the log. */
  @Transactional
  public Changed remove(Steward by, MemberId id, long version) {
    var tenant = by.wholeTenant();
    var seen = members.find(tenant, id);
    if (seen.isEmpty()) {
      return new Changed.Meanwhile();
    }
    var ending = changed(members.remove(tenant, id, version));
    if (ending instanceof Changed.Done) {
      var gone = seen.get().member();
      log(
          by,
          tenant,
          AuditEventType.MEMBER_REMOVED,
          Map.of("member", gone.email(), "role", gone.role().name()));
    }
    return ending;
  }

  /**
   * A link for another password. The old one and all sessions end now, not when it is used.
   *
   * @param mailed whether the link is to go by mail
   */
  @Transactional
  public Changed renewLink(Steward by, MemberId id, long version, boolean mailed) {
    var tenant = by.wholeTenant();
    var seen = members.find(tenant, id);
    if (seen.isEmpty()) {
      return new Changed.Meanwhile();
    }
    if (by.actor() instanceof Actor.Person person && id.equals(person.id())) {
      return new Changed.Oneself();
    }
    var link = links.make();
    var kept = new Memberships.Link(link.hash(), LINK_LIFE);
    var ending = changed(members.renewLink(tenant, id, version, kept, false));
    if (!(ending instanceof Changed.Done)) {
      return ending;
    }
    log(
        by,
        tenant,
        AuditEventType.PASSWORD_LINK_MADE,
        LinkFacts.of(seen.get().member().email(), LINK_LIFE, mailed));
    return new Changed.Link(link.address());
  }

  private static Changed changed(Memberships.Changed ending) {
    return switch (ending) {
      case DONE -> new Changed.Done();
      case MEANWHILE -> new Changed.Meanwhile();
      case LAST_ADMIN -> new Changed.LastAdmin();
    };
  }

  private void log(Steward by, TenantId tenant, AuditEventType type, Map<String, String> facts) {
    audit.append(AuditEvent.of(tenant, type, by.actor(), facts));
  }

  /** How it ended; only {@code Done} and {@code Link} changed anything. */
  public sealed interface Changed {
    record Done() implements Changed {}

    /** To be shown once. */
    record Link(URI address) implements Changed {
      @Override
      public String toString() {
        return "Link[hidden]";
      }
    }

    /** The member is not any more what was seen, or gone. */
    record Meanwhile() implements Changed {}

    /** Nobody would be left who can sign in and change anything. */
    record LastAdmin() implements Changed {}

    /** Who can make a link for oneself has a password and a session: another admin has to. */
    record Oneself() implements Changed {}
  }
}
