package io.evergrant.usecase.port;

import io.evergrant.domain.notice.DigestId;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mails with notices, until they are sent or given up. Programs hear of notices by the log. */
public interface NoticeMails {
  void insert(TenantId tenant, DigestId digest, List<Fresh> mails);

  /** What is to be sent; empty where the turn is another's by now, or it was ended. */
  Optional<Ready> find(TenantId tenant, MailTurn turn);

  /** False where the turn is another's by now: whoever has it tells how it ended. */
  boolean sent(TenantId tenant, MailTurn turn);

  /** It is tried again after that; false where the turn is another's by now. */
  boolean failed(TenantId tenant, MailTurn turn, MailEnding why, Duration rest);

  boolean givenUp(TenantId tenant, MailTurn turn, MailEnding why);

  /** What is wrong with mail at present. */
  Optional<Failing> failing(TenantId tenant);

  /**
   * A mail that is to be sent.
   *
   * @param member null for an address that the organisation added
   * @param places what of the digest it tells, counted from 0
   */
  record Fresh(UUID id, MailAddress to, @Nullable MemberId member, List<Integer> places) {}

  /**
   * A mail with what it tells.
   *
   * @param language of the member; null where none was chosen
   * @param zone of the member; null where none was chosen
   * @param tries how many there have been, the one that is begun included
   * @param age how long ago it was made
   */
  record Ready(
      UUID id,
      DigestId digest,
      String to,
      boolean isMembers,
      @Nullable LanguageTag language,
      @Nullable ZoneId zone,
      String organisation,
      List<NoticeItem> items,
      int tries,
      Duration age) {}

  /**
   * Mails that wait for a next try, or were given up lately.
   *
   * @param since when the first of them was made
   * @param mails how many
   * @param address to whom the newest of them goes
   */
  record Failing(Instant since, long mails, MailEnding why, String address) {}
}
