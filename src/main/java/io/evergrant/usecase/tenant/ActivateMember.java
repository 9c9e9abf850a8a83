package io.evergrant.usecase.tenant;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.secret.Password;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.Members;
import io.evergrant.usecase.port.PasswordHash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** A member sets a password, the first or another, through a single-use link. */
@Singleton
public class ActivateMember {
  /** NIST SP 800-63B section 5.1.1: length counts, composition rules do not. */
  public static final int SHORTEST_PASSWORD = 12;

  private static final int LONGEST_PASSWORD = 256;

  private final Members members;
  private final PasswordHash passwords;
  private final DoorLog log;

  @Inject
  public ActivateMember(Members members, PasswordHash passwords, DoorLog log) {
    this.members = members;
    this.passwords = passwords;
    this.log = log;
  }

  /** Whose link it is; empty if it was used, has ended or never was. */
  @Transactional
  public Optional<Member> whose(OneTimeSecret link) {
    return members.findByLink(Hashes.of(link));
  }

  /** The password counts only if the link is still good when it is set. */
  @Transactional
  public Activated activate(OneTimeSecret link, Password password) {
    var length = password.reveal().length();
    if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
      return new Activated.BadLength(SHORTEST_PASSWORD, LONGEST_PASSWORD);
    }
    var member = whose(link);
    if (member.isEmpty() || !members.activate(Hashes.of(link), passwords.of(password))) {
      return new Activated.LinkNoGood();
    }
    log.write(member.get(), AuditEventType.PASSWORD_SET);
    return new Activated.Done();
  }

  /** How it ended. */
  public sealed interface Activated {
    record Done() implements Activated {}

    record BadLength(int shortest, int longest) implements Activated {}

    record LinkNoGood() implements Activated {}
  }
}
