package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.AuditEventType;

/** What OCSF 1.6.0 calls an event of ours. */
enum OcsfActivity {
  LOGON(OcsfClass.AUTHENTICATION, 1, "Logon"),
  LOGOFF(OcsfClass.AUTHENTICATION, 2, "Logoff"),
  CREATE(OcsfClass.ENTITY_MANAGEMENT, 1, "Create"),
  READ(OcsfClass.ENTITY_MANAGEMENT, 2, "Read"),
  UPDATE(OcsfClass.ENTITY_MANAGEMENT, 3, "Update"),
  DELETE(OcsfClass.ENTITY_MANAGEMENT, 4, "Delete"),
  SUSPEND(OcsfClass.ENTITY_MANAGEMENT, 12, "Suspend"),
  RESUME(OcsfClass.ENTITY_MANAGEMENT, 13, "Resume"),
  /** None of OCSF's: its name is the event's. */
  OTHER(OcsfClass.ENTITY_MANAGEMENT, 99, "Other"),
  /** No event of ours: somebody put it into the database. */
  FOREIGN(OcsfClass.BASE, 99, "Other");

  private final OcsfClass event;
  private final int id;
  private final String caption;

  OcsfActivity(OcsfClass event, int id, String caption) {
    this.event = event;
    this.id = id;
    this.caption = caption;
  }

  OcsfClass event() {
    return event;
  }

  int id() {
    return id;
  }

  String caption() {
    return caption;
  }

  static OcsfActivity of(AuditEventType type) {
    return switch (type) {
      case SIGNED_IN, SIGN_IN_FAILED -> LOGON;
      case SIGNED_OUT -> LOGOFF;
      case PROVIDER_REGISTERED,
          MEMBER_CREATED,
          PASSWORD_LINK_MADE,
          TENANT_CREATED,
          API_KEY_CREATED,
          CONSENT_LINK_MADE,
          TICKET_MINTED,
          SEALING_KEY_ISSUED,
          AUDIT_EXPORT_LINK_MADE,
          WEBHOOK_CREATED,
          LEGAL_HOLD_PLACED,
          CLIENT_KEY_MADE ->
          CREATE;
      case TOKEN_RELEASED,
          TOKEN_HANDED_OVER,
          CALL_FORWARDED,
          AUDIT_EXPORTED,
          AUDIT_EXPORT_ENDED,
          AUDIT_EXPORT_DOWNLOADED,
          BULK_ACT_LINKS_DOWNLOADED,
          VERIFICATION_ASKED,
          VERIFICATION_ENDED ->
          READ;
      case REFRESH_ENDED,
          CONSENT_ENDED,
          TOKENS_IMPORTED,
          TOKENS_REWRAPPED,
          ESCROW_DRAINED,
          PRESENTATION_CHANGED,
          VIEW_KEPT,
          POLICY_CHANGED,
          PROVIDER_CHANGED,
          PROVIDER_SECRET_REPLACED,
          MEMBER_ROLE_CHANGED,
          MEMBER_ZONE_CHOSEN,
          PASSWORD_SET,
          API_KEY_ROTATED,
          API_HOSTS_CHANGED,
          WEBHOOK_CHANGED,
          WEBHOOK_SECRET_ROTATED,
          NOTICE_ADDRESSES_CHANGED,
          NOTICE_WISH_CHANGED,
          OWNER_CONTACT_CHANGED,
          RETENTION_CHANGED,
          CLIENT_KEY_USED ->
          UPDATE;
      case CONSENT_LINK_REVOKED,
          VIEW_REMOVED,
          GRANT_REVOKED,
          API_KEY_REVOKED,
          MEMBER_REMOVED,
          TENANT_ENDED,
          TOKENS_DESTROYED,
          ESCROW_DESTROYED,
          WEBHOOK_DELETED,
          LEGAL_HOLD_RELEASED,
          AUDIT_REMOVED,
          FORMER_SECRET_REMOVED,
          CLIENT_KEY_DESTROYED ->
          DELETE;
      case PROVIDER_PAUSED, GRANT_PAUSED, WEBHOOK_DISABLED, TENANT_SUSPENDED -> SUSPEND;
      case PROVIDER_RESUMED, GRANT_RESUMED, WEBHOOK_ENABLED, TENANT_RESUMED -> RESUME;
      case IMPORT_ENDED,
          SEALED_IMPORT_REFUSED,
          HAND_OVER_ASKED,
          HAND_OVER_APPROVED,
          HAND_OVER_REFUSED,
          AUTHORIZATION_STARTED,
          AUTHORIZATION_REFUSED,
          PROVIDER_RESTS,
          PROVIDER_ANSWERS,
          PROVIDER_TEST_ASKED,
          PROVIDER_TEST_ENDED,
          GRANT_RETRIED,
          API_KEY_REFUSED,
          WEBHOOK_TESTED,
          WEBHOOK_RESENT,
          WEBHOOK_GAVE_UP,
          NOTICE_OPENED,
          NOTICE_GROWN,
          NOTICE_OVER,
          NOTICE_SENT,
          NOTICE_FAILED,
          OWNER_MAILED,
          OWNER_NOT_MAILED,
          BULK_ACT_ASKED,
          BULK_ACT_STARTED,
          BULK_ACT_REFUSED,
          BULK_ACT_CANCELLED,
          BULK_ACT_ENDED,
          BULK_ACT_LINKS_MAILED,
          TENANT_END_BEGUN ->
          OTHER;
    };
  }
}
