package io.evergrant.usecase.port;

import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.AskStep;
import io.evergrant.domain.notice.MailEnding;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.NoticeTurns.MailTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mails with links to owners of accounts, until they are sent or given up. */
public interface OwnerMails {
  /** Between two mails with the same link: nobody is pressed. */
  Duration REST = Duration.ofDays(1);

  void insert(TenantId tenant, UUID id, ConsentLinkId link, AskStep step);

  /** False where the link was mailed, or is about to be, within that time. */
  boolean insertIfRested(TenantId tenant, UUID id, ConsentLinkId link, AskStep step, Duration rest);

  /**
   * Those of an act's links whose owner is known and has not consented, and was not mailed that
   * link for so long; answers how many.
   */
  int insertOf(TenantId tenant, BulkActId act, Duration rest);

  /** The newest mail of a grant. */
  Optional<Mailed> newest(TenantId tenant, GrantId grant);

  /** Owners that are to be asked now, each step of a consent once: asking marks them. */
  List<Due> due(TenantId tenant, Duration settled, int limit);

  /**
   * What is to be sent; empty where the turn is another's by now, it was ended, nobody is known to
   * send it to, or the link is of no use any more.
   */
  Optional<Ready> find(TenantId tenant, MailTurn turn);

  /** False where the turn is another's by now: whoever has it tells how it ended. */
  boolean sent(TenantId tenant, MailTurn turn);

  /** It is tried again after that; false where the turn is another's by now. */
  boolean failed(TenantId tenant, MailTurn turn, MailEnding why, Duration rest);

  /** Null where there is nothing to send, or nobody to send it to. */
  boolean givenUp(TenantId tenant, MailTurn turn, @Nullable MailEnding why);

  /** An owner who is to be asked. */
  record Due(GrantId grant, AskStep step) {}

  /**
   * How a mail stands.
   *
   * @param sentAt null while the server has not taken it
   * @param isOver whether it is neither sent nor tried again
   */
  record Mailed(Instant madeAt, @Nullable Instant sentAt, boolean isOver) {}

  /**
   * A mail that is to be sent.
   *
   * @param account null for one that is not connected yet
   * @param language that the organisation chose for owners; null where it chose none
   * @param tries how many there have been, the one that is begun included
   * @param age how long ago it was made
   */
  record Ready(
      UUID id,
      ConsentLink link,
      String to,
      AskStep step,
      String organisation,
      String provider,
      @Nullable String account,
      @Nullable LanguageTag language,
      int tries,
      Duration age) {}
}
