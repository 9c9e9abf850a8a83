package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.secret.Password;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Members;
import io.evergrant.usecase.port.PasswordHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member signs in with mail address and password. */
@Singleton
public class SignIn {
  private final Members members;
  private final PasswordHash passwords;
  private final AuditLog audit;

  @Inject
  public SignIn(Members members, PasswordHash passwords, AuditLog audit) {
    this.members = members;
    this.passwords = passwords;
    this.audit = audit;
  }

  /** The answer takes as long for an address nobody has as for a wrong password. */
  @Transactional
  public SignedIn signIn(String email, Password password) {
    var found = members.findByEmail(email);
    var hash = found.map(Members.Credentials::passwordHash).orElse(null);
    if (found.isEmpty() || hash == null) {
      passwords.waste(password);
      return new SignedIn.Refused();
    }
    var member = found.get().member();
    if (found.get().resting()) {
      return new SignedIn.Resting();
    }
    if (!passwords.matches(password, hash)) {
      members.signInFailed(member.id());
      log(member, AuditEventType.SIGN_IN_FAILED);
      return new SignedIn.Refused();
    }
    // after the password, so that a stranger learns nothing
    if (found.get().suspended()) {
      log(member, AuditEventType.SIGN_IN_FAILED, Map.of("reason", "organisation_suspended"));
      return new SignedIn.Suspended();
    }
    members.signedIn(member.id());
    log(member, AuditEventType.SIGNED_IN);
    return new SignedIn.Welcome(member, found.get().sessions(), found.get().language());
  }

  /** The session ends by the member's own will; one that idles out leaves no line. */
  @Transactional
  public void signOut(Member member) {
    log(member, AuditEventType.SIGNED_OUT);
  }

  private void log(Member member, AuditEventType type) {
    log(member, type, Map.of());
  }

  private void log(Member member, AuditEventType type, Map<String, String> more) {
    var tenant = member.tenant();
    if (tenant != null) {
      Actor actor =
          type == AuditEventType.SIGN_IN_FAILED ? new Actor.Anonymous() : member.asActor();
      var facts = new HashMap<>(more);
      facts.put("member", member.email());
      audit.append(AuditEvent.of(tenant, type, actor, facts));
    }
  }

  /** How it ended. */
  public sealed interface SignedIn {
    /**
     * Known from now on.
     *
     * @param sessions the number under which the session begins
     * @param language null where the person chose none
     */
    record Welcome(Member member, long sessions, @Nullable LanguageTag language)
        implements SignedIn {}

    /** Which of address and password was wrong is not told. */
    record Refused() implements SignedIn {}

    /** Too many failures: the account rests for some minutes. */
    record Resting() implements SignedIn {}

    /** The password is right, and the organisation is suspended. */
    record Suspended() implements SignedIn {}
  }
}
