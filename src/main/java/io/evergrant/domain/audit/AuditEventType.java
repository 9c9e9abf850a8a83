package io.evergrant.domain.audit;

import java.util.Locale;

/** What an audit event tells. */
public enum AuditEventType {
  /** Ends an attempt to refresh; carries its outcome. */
  REFRESH_ENDED,
  /** Ends a code exchange; carries its outcome. */
  CONSENT_ENDED,
  /** Ends the import of one grant's tokens. */
  TOKENS_IMPORTED,
  /** An import as a whole: how many rows were taken, and how many not. */
  IMPORT_ENDED,
  /** A key that one import in a browser may be sealed to. */
  SEALING_KEY_ISSUED,
  /** Something sealed came that was not opened; carries the reason. */
  SEALED_IMPORT_REFUSED,
  /** An admin wants a refresh token to leave; carries the reason. */
  HAND_OVER_ASKED,
  HAND_OVER_APPROVED,
  HAND_OVER_REFUSED,
  /** A refresh token left, sealed: written before it does. */
  TOKEN_HANDED_OVER,
  AUTHORIZATION_STARTED,
  AUTHORIZATION_REFUSED,
  CONSENT_LINK_MADE,
  CONSENT_LINK_REVOKED,
  /** The mail server took a mail with a link for an account's owner. */
  OWNER_MAILED,
  /** Such a mail was given up. */
  OWNER_NOT_MAILED,
  /** Where an account's owner is reached; not the address itself. */
  OWNER_CONTACT_CHANGED,
  /** How the organisation shows itself to its customers, or where they may be sent, was changed. */
  PRESENTATION_CHANGED,
  /** A question to the list of grants was given a name, in the place of what had it before. */
  VIEW_KEPT,
  VIEW_REMOVED,
  /** What the organisation allows was changed. */
  POLICY_CHANGED,
  ESCROW_DRAINED,
  ESCROW_DESTROYED,
  PROVIDER_REGISTERED,
  PROVIDER_CHANGED,
  PROVIDER_SECRET_REPLACED,
  /** A client secret that was replaced is good for nothing any more, and is destroyed. */
  FORMER_SECRET_REMOVED,
  /** A key was made with which a client signs. */
  CLIENT_KEY_MADE,
  /** A client signs with another key from now on. */
  CLIENT_KEY_USED,
  /** A client's key is published no longer, and its private half is destroyed. */
  CLIENT_KEY_DESTROYED,
  PROVIDER_PAUSED,
  PROVIDER_RESUMED,
  /** It fails: its breaker opened, one grant at a time tries. */
  PROVIDER_RESTS,
  /** It answers again: its breaker closed. */
  PROVIDER_ANSWERS,
  /** Somebody has a provider's registration tried. */
  PROVIDER_TEST_ASKED,
  /** What came of it; names the stage that failed, where one did. */
  PROVIDER_TEST_ENDED,
  GRANT_PAUSED,
  GRANT_RESUMED,
  GRANT_RETRIED,
  GRANT_REVOKED,
  /** An act on many grants waits for a second admin; each grant has events of its own besides. */
  BULK_ACT_ASKED,
  BULK_ACT_STARTED,
  /** By the second admin. */
  BULK_ACT_REFUSED,
  /** What was not begun is left alone. */
  BULK_ACT_CANCELLED,
  /** An act on many grants ended: how many grants ended how. */
  BULK_ACT_ENDED,
  /** The consent links of an act leave: written before the first byte does. */
  BULK_ACT_LINKS_DOWNLOADED,
  /** Owners who have not consented are to be mailed theirs; each mail has an event of its own. */
  BULK_ACT_LINKS_MAILED,
  /** What lay in Vault of a grant that ended, or was revoked, is destroyed. */
  TOKENS_DESTROYED,
  /** Token sets moved to the newest version of the tenant's transit key. */
  TOKENS_REWRAPPED,
  SIGNED_IN,
  SIGN_IN_FAILED,
  SIGNED_OUT,
  /** A person was invited. */
  MEMBER_CREATED,
  MEMBER_ROLE_CHANGED,
  MEMBER_REMOVED,
  /** A member chose the zone in which times are read; without one it is the browser's. */
  MEMBER_ZONE_CHOSEN,
  /** A link by which a member chooses another password; the one before counts no more. */
  PASSWORD_LINK_MADE,
  PASSWORD_SET,
  TENANT_CREATED,
  TENANT_SUSPENDED,
  TENANT_RESUMED,
  /** From here there is no way back: names the key that will be deleted. */
  TENANT_END_BEGUN,
  /** All of its tokens are destroyed, and how that was tried out. */
  TENANT_ENDED,
  API_KEY_CREATED,
  API_KEY_ROTATED,
  API_KEY_REVOKED,
  /** A key that is there was shown and is not good; carries the reason. */
  API_KEY_REFUSED,
  /** An access token was given to a back end. */
  TOKEN_RELEASED,
  API_HOSTS_CHANGED,
  /** A ticket was given to a back end, for one of its front ends. */
  TICKET_MINTED,
  /** A provider's API was called with a token that stayed here. */
  CALL_FORWARDED,
  /** Before the first line goes out. */
  AUDIT_EXPORTED,
  /** What went out of an export that can be verified, and whether it was complete. */
  AUDIT_EXPORT_ENDED,
  /** An address at which an export can be had without an account, for an hour. */
  AUDIT_EXPORT_LINK_MADE,
  /** Before the first byte goes out. */
  AUDIT_EXPORT_DOWNLOADED,
  WEBHOOK_CREATED,
  WEBHOOK_CHANGED,
  WEBHOOK_SECRET_ROTATED,
  WEBHOOK_ENABLED,
  /** Nothing is sent to it any more; carries the reason. */
  WEBHOOK_DISABLED,
  WEBHOOK_DELETED,
  WEBHOOK_TESTED,
  /** Somebody wants an event to be sent to it again, or at once. */
  WEBHOOK_RESENT,
  /** An event was tried for three days; those behind it go on. */
  WEBHOOK_GAVE_UP,
  /** Something stands ill that people and programs are told of: once, however many it concerns. */
  NOTICE_OPENED,
  /** It is so still, and grants have joined. */
  NOTICE_GROWN,
  NOTICE_OVER,
  /** The mail server took a mail with notices. */
  NOTICE_SENT,
  /** A mail with notices was given up. */
  NOTICE_FAILED,
  /** Who is told beside the members was changed. */
  NOTICE_ADDRESSES_CHANGED,
  /** A member chose what to be told. */
  NOTICE_WISH_CHANGED,
  /** Somebody has the portal verify the log. */
  VERIFICATION_ASKED,
  /** What the portal found when it verified the log. */
  VERIFICATION_ENDED,
  /** How long the log is kept was changed. */
  RETENTION_CHANGED,
  /** From now on nothing is removed; carries the reason. */
  LEGAL_HOLD_PLACED,
  LEGAL_HOLD_RELEASED,
  /** Events that were older than the log is kept are gone; carries their root and head. */
  AUDIT_REMOVED;

  /** The name in tables, addresses and exports. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
