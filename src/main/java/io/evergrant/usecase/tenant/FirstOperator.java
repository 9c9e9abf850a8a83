package io.evergrant.usecase.tenant;

import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.port.Members;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** Makes the first operator of a new installation, who sets a password through a one-time link. */
@Singleton
public class FirstOperator {
  private static final Duration LINK_LIFE = Duration.ofHours(24);

  private final Members members;
  private final OneTimeLinks links;

  @Inject
  public FirstOperator(Members members, OneTimeLinks links) {
    this.members = members;
    this.links = links;
  }

  /** Makes the operator, or renews the link of one who has not set a password yet. */
  @Transactional
  public Invited invite(String email) {
    if (members.findByEmail(email).filter(FirstOperator::isOfATenant).isPresent()) {
      return new Invited.EmailTaken();
    }
    var link = links.make();
    var id = new MemberId(UUID.randomUUID());
    return members.firstOperator(id, email, link.hash(), LINK_LIFE)
        ? new Invited.Link(link.address())
        : new Invited.NotNeeded();
  }

  private static boolean isOfATenant(Members.Credentials found) {
    return found.member().role() != Role.OPERATOR;
  }

  /** How it ended. */
  public sealed interface Invited {
    /** To be logged; good once, for a day. */
    record Link(URI address) implements Invited {
      @Override
      public String toString() {
        return "Link[hidden]";
      }
    }

    /** An operator has set a password already. */
    record NotNeeded() implements Invited {}

    /** A member of a tenant has this address. */
    record EmailTaken() implements Invited {}
  }
}
