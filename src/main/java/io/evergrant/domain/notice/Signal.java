package io.evergrant.domain.notice;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.provider.ProviderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Events of the log that are alike, and what they have to do with notices.
 *
 * @param first when the first of them was
 */
public record Signal(
    AuditEventType type, @Nullable String outcome, @Nullable ProviderId provider, Instant first) {

  /** Whether grants or providers may stand otherwise since. */
  public boolean asksToLook() {
    return switch (meaning(type)) {
      case OF_AN_ATTEMPT -> mayLeaveItOtherwise();
      case HOW_IT_STANDS, KEY_OF_A_CLIENT -> true;
      case KEY, MEMBER, NOTHING -> false;
    };
  }

  private boolean mayLeaveItOtherwise() {
    return outcome != null
        && switch (outcome) {
          case "deferred", "lost_race", "renewed" -> false;
          default -> true;
        };
  }

  /** Which notice an event of that type is by itself; null where it is none. */
  public static @Nullable NoticeKind change(AuditEventType type) {
    return switch (meaning(type)) {
      case KEY, KEY_OF_A_CLIENT -> NoticeKind.KEY_CHANGED;
      case MEMBER -> NoticeKind.MEMBER_CHANGED;
      case OF_AN_ATTEMPT, HOW_IT_STANDS, NOTHING -> null;
    };
  }

  /** A new type is one of these: which one is a decision. */
  private static Meaning meaning(AuditEventType type) {
    return switch (type) {
      case REFRESH_ENDED -> Meaning.OF_AN_ATTEMPT;
      case CONSENT_ENDED,
          TOKENS_IMPORTED,
          ESCROW_DRAINED,
          PROVIDER_CHANGED,
          PROVIDER_PAUSED,
          PROVIDER_RESUMED,
          PROVIDER_RESTS,
          PROVIDER_ANSWERS,
          GRANT_PAUSED,
          GRANT_RESUMED,
          GRANT_RETRIED,
          GRANT_REVOKED,
          TENANT_SUSPENDED,
          TENANT_RESUMED ->
          Meaning.HOW_IT_STANDS;
      case PROVIDER_SECRET_REPLACED, CLIENT_KEY_USED -> Meaning.KEY_OF_A_CLIENT;
      case API_KEY_CREATED,
          API_KEY_ROTATED,
          API_KEY_REVOKED,
          CLIENT_KEY_MADE,
          CLIENT_KEY_DESTROYED,
          WEBHOOK_DISABLED ->
          Meaning.KEY;
      case MEMBER_CREATED, MEMBER_ROLE_CHANGED, MEMBER_REMOVED -> Meaning.MEMBER;
      case IMPORT_ENDED,
          SEALING_KEY_ISSUED,
          SEALED_IMPORT_REFUSED,
          HAND_OVER_ASKED,
          HAND_OVER_APPROVED,
          HAND_OVER_REFUSED,
          TOKEN_HANDED_OVER,
          AUTHORIZATION_STARTED,
          AUTHORIZATION_REFUSED,
          CONSENT_LINK_MADE,
          CONSENT_LINK_REVOKED,
          OWNER_MAILED,
          OWNER_NOT_MAILED,
          OWNER_CONTACT_CHANGED,
          PRESENTATION_CHANGED,
          VIEW_KEPT,
          VIEW_REMOVED,
          POLICY_CHANGED,
          ESCROW_DESTROYED,
          PROVIDER_REGISTERED,
          TOKENS_DESTROYED,
          TOKENS_REWRAPPED,
          SIGNED_IN,
          SIGN_IN_FAILED,
          SIGNED_OUT,
          API_KEY_REFUSED,
          TOKEN_RELEASED,
          API_HOSTS_CHANGED,
          TICKET_MINTED,
          CALL_FORWARDED,
          AUDIT_EXPORTED,
          AUDIT_EXPORT_ENDED,
          AUDIT_EXPORT_LINK_MADE,
          AUDIT_EXPORT_DOWNLOADED,
          WEBHOOK_CREATED,
          WEBHOOK_CHANGED,
          WEBHOOK_SECRET_ROTATED,
          WEBHOOK_ENABLED,
          WEBHOOK_DELETED,
          WEBHOOK_TESTED,
          WEBHOOK_RESENT,
          WEBHOOK_GAVE_UP,
          NOTICE_OPENED,
          NOTICE_GROWN,
          NOTICE_OVER,
          NOTICE_SENT,
          NOTICE_FAILED,
          NOTICE_ADDRESSES_CHANGED,
          NOTICE_WISH_CHANGED,
          BULK_ACT_ASKED,
          BULK_ACT_STARTED,
          BULK_ACT_REFUSED,
          BULK_ACT_CANCELLED,
          BULK_ACT_ENDED,
          BULK_ACT_LINKS_DOWNLOADED,
          BULK_ACT_LINKS_MAILED,
          PASSWORD_LINK_MADE,
          PASSWORD_SET,
          MEMBER_ZONE_CHOSEN,
          TENANT_CREATED,
          TENANT_END_BEGUN,
          TENANT_ENDED,
          PROVIDER_TEST_ASKED,
          PROVIDER_TEST_ENDED,
          VERIFICATION_ASKED,
          VERIFICATION_ENDED,
          RETENTION_CHANGED,
          LEGAL_HOLD_PLACED,
          LEGAL_HOLD_RELEASED,
          AUDIT_REMOVED,
          FORMER_SECRET_REMOVED ->
          Meaning.NOTHING;
    };
  }

  private enum Meaning {
    /** Its outcome says. */
    OF_AN_ATTEMPT,
    HOW_IT_STANDS,
    /** By which a provider knows us from now on: grants may fare otherwise, too. */
    KEY_OF_A_CLIENT,
    KEY,
    MEMBER,
    NOTHING
  }
}
