package io.evergrant.usecase.tenant;

import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Members;
import io.evergrant.usecase.port.Memberships;
import io.evergrant.usecase.port.PasswordWriter;
import io.evergrant.usecase.port.Presentations;
import io.evergrant.usecase.port.TenantPolicies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.Optional;

/** What a mail with a link for a password says, and to whom, as it stands when it is sent. */
@Singleton
public class ReadLinkMail {
  private final Members people;
  private final Memberships members;
  private final Presentations presentations;
  private final TenantPolicies policies;

  @Inject
  public ReadLinkMail(
      Members people, Memberships members, Presentations presentations, TenantPolicies policies) {
    this.people = people;
    this.members = members;
    this.presentations = presentations;
    this.policies = policies;
  }

  /** Empty where the member is gone, or has no link that is good. */
  @Transactional
  Optional<ToSend> find(
      Member by, TenantId tenant, MemberId member, URI address, LanguageTag otherwise) {
    var own = by.role() == Role.OPERATOR ? tenant : by.administers();
    return members.find(own, member).flatMap(found -> toSend(by, own, found, address, otherwise));
  }

  private Optional<ToSend> toSend(
      Member by, TenantId tenant, Membership found, URI address, LanguageTag otherwise) {
    var endsAt = found.linkEndsAt();
    if (endsAt == null) {
      return Optional.empty();
    }
    var to = found.member().email();
    var mail =
        new PasswordWriter.Ready(
            presentations.find(tenant).name(),
            by.email(),
            found.signedInAt() == null,
            address,
            endsAt,
            language(tenant, to).orElse(otherwise));
    return Optional.of(new ToSend(to, mail));
  }

  /** The person's own, else that in which the organisation writes to others. */
  private Optional<LanguageTag> language(TenantId tenant, String email) {
    return people
        .findByEmail(email)
        .map(Members.Credentials::language)
        .or(() -> Optional.ofNullable(policies.find(tenant).ownerLanguage()));
  }

  /**
   * A mail that is still to be written.
   *
   * @param to the address with which the member signs in
   */
  record ToSend(String to, PasswordWriter.Ready mail) {}
}
