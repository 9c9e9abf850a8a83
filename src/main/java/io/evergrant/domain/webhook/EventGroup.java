package io.evergrant.domain.webhook;

import io.evergrant.domain.audit.AuditEventType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which events belong together for those that they are sent to. A type is called by its group, and
 * then by its code in the log without what the group says already: {@code provider.paused}.
 */
public enum EventGroup {
  REFRESH,
  GRANT,
  CONSENT,
  PROVIDER,
  TOKEN,
  IMPORT,
  HAND_OVER,
  MEMBER,
  TENANT,
  API_KEY,
  SETTINGS,
  AUDIT,
  BULK_ACT,
  NOTICE,
  WEBHOOK;

  public static EventGroup of(AuditEventType type) {
    return switch (type) {
      case REFRESH_ENDED, ESCROW_DRAINED, ESCROW_DESTROYED, TOKENS_REWRAPPED -> REFRESH;
      case GRANT_PAUSED, GRANT_RESUMED, GRANT_RETRIED, GRANT_REVOKED, TOKENS_DESTROYED -> GRANT;
      case CONSENT_ENDED,
          AUTHORIZATION_STARTED,
          AUTHORIZATION_REFUSED,
          CONSENT_LINK_MADE,
          CONSENT_LINK_REVOKED,
          OWNER_MAILED,
          OWNER_NOT_MAILED,
          OWNER_CONTACT_CHANGED ->
          CONSENT;
      case PROVIDER_REGISTERED,
          PROVIDER_CHANGED,
          PROVIDER_SECRET_REPLACED,
          PROVIDER_PAUSED,
          PROVIDER_RESUMED,
          PROVIDER_RESTS,
          PROVIDER_ANSWERS,
          PROVIDER_TEST_ASKED,
          PROVIDER_TEST_ENDED,
          API_HOSTS_CHANGED,
          CLIENT_KEY_MADE,
          CLIENT_KEY_USED,
          CLIENT_KEY_DESTROYED,
          FORMER_SECRET_REMOVED ->
          PROVIDER;
      case TOKEN_RELEASED, TICKET_MINTED, CALL_FORWARDED -> TOKEN;
      case TOKENS_IMPORTED, IMPORT_ENDED, SEALING_KEY_ISSUED, SEALED_IMPORT_REFUSED -> IMPORT;
      case HAND_OVER_ASKED, HAND_OVER_APPROVED, HAND_OVER_REFUSED, TOKEN_HANDED_OVER -> HAND_OVER;
      case SIGNED_IN,
          SIGN_IN_FAILED,
          SIGNED_OUT,
          MEMBER_CREATED,
          MEMBER_ROLE_CHANGED,
          MEMBER_REMOVED,
          MEMBER_ZONE_CHOSEN,
          PASSWORD_LINK_MADE,
          PASSWORD_SET ->
          MEMBER;
      case TENANT_CREATED, TENANT_SUSPENDED, TENANT_RESUMED, TENANT_END_BEGUN, TENANT_ENDED ->
          TENANT;
      case API_KEY_CREATED, API_KEY_ROTATED, API_KEY_REVOKED, API_KEY_REFUSED -> API_KEY;
      case PRESENTATION_CHANGED, VIEW_KEPT, VIEW_REMOVED, POLICY_CHANGED, RETENTION_CHANGED ->
          SETTINGS;
      case AUDIT_EXPORTED,
          AUDIT_EXPORT_ENDED,
          AUDIT_EXPORT_LINK_MADE,
          AUDIT_EXPORT_DOWNLOADED,
          AUDIT_REMOVED,
          VERIFICATION_ASKED,
          VERIFICATION_ENDED,
          LEGAL_HOLD_PLACED,
          LEGAL_HOLD_RELEASED ->
          AUDIT;
      case BULK_ACT_ASKED,
          BULK_ACT_STARTED,
          BULK_ACT_REFUSED,
          BULK_ACT_CANCELLED,
          BULK_ACT_ENDED,
          BULK_ACT_LINKS_DOWNLOADED,
          BULK_ACT_LINKS_MAILED ->
          BULK_ACT;
      case NOTICE_OPENED,
          NOTICE_GROWN,
          NOTICE_OVER,
          NOTICE_SENT,
          NOTICE_FAILED,
          NOTICE_ADDRESSES_CHANGED,
          NOTICE_WISH_CHANGED ->
          NOTICE;
      case WEBHOOK_CREATED,
          WEBHOOK_CHANGED,
          WEBHOOK_SECRET_ROTATED,
          WEBHOOK_ENABLED,
          WEBHOOK_DISABLED,
          WEBHOOK_DELETED,
          WEBHOOK_TESTED,
          WEBHOOK_RESENT,
          WEBHOOK_GAVE_UP ->
          WEBHOOK;
    };
  }

  /** What whoever it is sent to calls a type of the log. */
  public static String nameOf(AuditEventType type) {
    var group = of(type).code();
    var code = type.code();
    return group + "." + (code.startsWith(group + "_") ? code.substring(group.length() + 1) : code);
  }

  public List<AuditEventType> types() {
    return Arrays.stream(AuditEventType.values()).filter(type -> of(type) == this).toList();
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What asks for all of them. */
  public String pattern() {
    return code() + ".*";
  }
}
