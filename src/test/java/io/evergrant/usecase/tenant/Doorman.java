package io.evergrant.usecase.tenant;

import io.evergrant.domain.secret.Password;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Tenant;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Members;
import io.evergrant.usecase.port.PasswordHash;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One member at the door, in whatever state a test wants; a hash is the password itself. */
final class Doorman implements Members, PasswordHash {
  private final Member member;
  boolean resting;
  boolean suspended;
  boolean toldOfRest;
  @Nullable String password = "right";
  int failures;

  Doorman(Member member) {
    this.member = member;
  }

  @Override
  public Optional<Credentials> findByEmail(String email) {
    return email.equals(member.email())
        ? Optional.of(new Credentials(member, password, resting, suspended, 1, null))
        : Optional.empty();
  }

  @Override
  public void signInFailed(MemberId id) {
    failures++;
  }

  @Override
  public boolean refusedAtRest(MemberId id) {
    var first = !toldOfRest;
    toldOfRest = true;
    return first;
  }

  @Override
  public void signedIn(MemberId id) {
    failures = 0;
  }

  @Override
  public boolean chooseZone(MemberId id, @Nullable ZoneId zone, long seen) {
    return true;
  }

  @Override
  public Optional<Member> findByLink(String linkHash) {
    return Optional.of(member);
  }

  @Override
  public boolean activate(String linkHash, String passwordHash) {
    return true;
  }

  @Override
  public String of(Password password) {
    return password.reveal();
  }

  @Override
  public boolean matches(Password password, String hash) {
    return password.reveal().equals(hash);
  }

  @Override
  public void waste(Password password) {
    // takes no time here
  }

  @Override
  public Optional<Known> find(MemberId id, long sessions) {
    throw new AssertionError("nobody is inside");
  }

  @Override
  public List<Member> list(TenantId tenant) {
    throw new AssertionError("nobody lists here");
  }

  @Override
  public Optional<Tenant> tenant(TenantId id) {
    throw new AssertionError("nobody asks here");
  }

  @Override
  public void chooseLanguage(MemberId id, LanguageTag language) {
    throw new AssertionError("nobody chooses here");
  }

  @Override
  public boolean firstOperator(MemberId id, String email, String linkHash, Duration life) {
    throw new AssertionError("nobody is invited here");
  }
}
