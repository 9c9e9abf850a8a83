package io.evergrant.usecase.port;

import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.OwnSettings;
import io.evergrant.domain.tenant.Tenant;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People who can sign in, and their organisations. Sign-in crosses tenants: listed functions. */
public interface Members {
  /** By mail address, whatever its case. */
  Optional<Credentials> findByEmail(String email);

  /**
   * Whose session it is; empty where it is over, the member was removed, or the organisation rests.
   *
   * @param sessions the number under which it began
   */
  Optional<Known> find(MemberId id, long sessions);

  List<Member> list(TenantId tenant);

  Optional<Tenant> tenant(TenantId id);

  /** Counts a failed sign-in; after several in a row the account rests for a while. */
  void signInFailed(MemberId id);

  /**
   * A sign-in was refused unread, because the account rests.
   *
   * @return whether it is the first one of this rest
   */
  boolean refusedAtRest(MemberId id);

  void signedIn(MemberId id);

  void chooseLanguage(MemberId id, LanguageTag language);

  /**
   * Keeps the zone in which somebody reads times.
   *
   * @param zone null for the browser's
   * @param seen the version of the own settings that this replaces
   * @return false where they are not any more what was seen
   */
  boolean chooseZone(MemberId id, @Nullable ZoneId zone, long seen);

  /**
   * Makes the first operator if there is none at all, with a single-use link of which {@code
   * linkHash} is the SHA-256; false where an operator exists who has set a password. A second call
   * before that replaces the link.
   */
  boolean firstOperator(MemberId id, String email, String linkHash, Duration life);

  /** The member of a link that is neither used nor ended. */
  Optional<Member> findByLink(String linkHash);

  /** Uses the link up and sets the password hash; false where the link is no longer good. */
  boolean activate(String linkHash, String passwordHash);

  /** Somebody who is signed in, with what the person chose for oneself. */
  record Known(Member member, OwnSettings own) {}

  /**
   * What a sign-in is checked against.
   *
   * @param passwordHash null until the person has set a password
   * @param resting too many failures: no attempt counts before that rest is over
   * @param suspended the member's organisation is not active
   * @param sessions the number under which a session begins
   * @param language null where the person chose none
   */
  record Credentials(
      Member member,
      @Nullable String passwordHash,
      boolean resting,
      boolean suspended,
      long sessions,
      @Nullable LanguageTag language) {}
}
