package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.secret.Password;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.Members;
import io.evergrant.usecase.port.PasswordHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A member signs in with mail address and password. */
@Singleton
public class SignIn {
  private final Members members;
  private final PasswordHash passwords;
  private final DoorLog log;

  @Inject
  public SignIn(Members members, PasswordHash passwords, DoorLog log) {
    this.members = members;
    this.passwords = passwords;
    this.log = log;
  }

  /** The answer takes as long for an address nobody has as for a wrong password. */
  @Transactional
  public SignedIn signIn(String email, Password password) {
    var found = members.findByEmail(email);
    if (found.isEmpty()) {
      passwords.waste(password);
      return new SignedIn.Refused();
    }
    var member = found.get().member();
    if (found.get().resting()) {
      if (members.refusedAtRest(member.id())) {
        log.write(member, AuditEventType.SIGN_IN_FAILED, Map.of("reason", "resting"));
      }
      return new SignedIn.Resting();
    }
    if (!isTheirs(password, found.get().passwordHash())) {
      members.signInFailed(member.id());
      log.write(member, AuditEventType.SIGN_IN_FAILED);
      return new SignedIn.Refused();
    }
    // after the password, so that a stranger learns nothing
    if (found.get().suspended()) {
      log.write(member, AuditEventType.SIGN_IN_FAILED, Map.of("reason", "organisation_suspended"));
      return new SignedIn.Suspended();
    }
    members.signedIn(member.id());
    log.write(member, AuditEventType.SIGNED_IN);
    return new SignedIn.Welcome(member, found.get().sessions(), found.get().language());
  }

  /**
   * @param hash null while the member was invited and chose none
   */
  private boolean isTheirs(Password password, @Nullable String hash) {
    if (hash == null) {
      passwords.waste(password);
      return false;
    }
    return passwords.matches(password, hash);
  }

  /** The session ends by the member's own will; one that idles out leaves no line. */
  @Transactional
  public void signOut(Member member) {
    log.write(member, AuditEventType.SIGNED_OUT);
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
