package io.evergrant.domain.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * The catalogue of the log: which facts an event of a type can carry beside when it was, who did it
 * and what it is about. An event with another one is not written; see {@link AuditEvent}.
 */
public final class EventFields {
  /** Of whoever did it: the id behind a name that may be used again. */
  public static final List<String> OF_ACTORS = List.of("api_key", "consent_link");

  private static final List<String> REFRESH =
      List.of(
          "cause",
          "superseded_by",
          "trigger",
          "node",
          "replay_of",
          "proof",
          "rotated",
          "fingerprint_old",
          "fingerprint_new",
          "kv_version_old",
          "kv_version",
          "key_version",
          "scope",
          "next_due_s",
          "latency_ms",
          "http_status",
          "error",
          "error_description");

  private static final List<String> EXCHANGE =
      List.of(
          "cause",
          "reason",
          "account",
          "scope_asked",
          "scope_granted",
          "fingerprint",
          "kv_version",
          "key_version",
          "reconnected",
          "latency_ms",
          "http_status",
          "error",
          "error_description",
          "expected",
          "got",
          "detail",
          "store");

  private static final List<String> LINK =
      List.of("consent_link", "ends_at", "external_id", "return_to", "contact", "mailed");
  private static final List<String> BULK =
      List.of("bulk_act", "act", "question", "grants", "asked_by");
  private static final List<String> PROVIDER =
      List.of(
          "name",
          "client_id",
          "client_authentication",
          "signing_algorithm",
          "assertion_audience",
          "issuer",
          "issuer_in_response",
          "authorization_endpoint",
          "token_endpoint",
          "refresh_endpoint",
          "introspection_endpoint",
          "revocation_endpoint",
          "userinfo_endpoint",
          "pushed_authorization_endpoint",
          "scope",
          "scope_separator",
          "authorize_parameters",
          "token_request_body",
          "token_parameters",
          "refresh_mode",
          "margin_s",
          "assumed_life_s",
          "deadline_s",
          "idle_limit_s",
          "absolute_limit_s",
          "reuse_grace_s",
          "reuse",
          "proof",
          "probe",
          "probe_status",
          "introspects_refresh_tokens",
          "refuses_import",
          "refuses_hand_over",
          "consent_days");

  /** The key, and what was sealed with it for whoever wants to try. */
  private static final List<String> SHRED = List.of("key", "key_versions", "ciphertext");

  private static final List<String> ENDED =
      List.of(
          "key",
          "key_versions",
          "ciphertext",
          "decrypted",
          "entries",
          "grants",
          "escrows",
          "api_keys",
          "members");

  private EventFields() {}

  /** By their names in the log, what tells most first. */
  public static List<String> of(AuditEventType type) {
    return switch (type) {
      case REFRESH_ENDED -> REFRESH;
      case CONSENT_ENDED -> EXCHANGE;
      case TOKENS_IMPORTED ->
          List.of("external_id", "scope", "fingerprint", "kv_version", "key_version", "replaced");
      case IMPORT_ENDED ->
          List.of(
              "format",
              "mode",
              "rows",
              "imported",
              "replaced",
              "unchanged",
              "refused",
              "reason",
              "sealing_key");
      case SEALING_KEY_ISSUED -> List.of("sealing_key", "ends_at");
      case SEALED_IMPORT_REFUSED -> List.of("sealing_key", "reason");
      case HAND_OVER_ASKED -> List.of("hand_over", "reason", "key_code");
      case HAND_OVER_APPROVED, HAND_OVER_REFUSED -> List.of("hand_over", "asked_by", "key_code");
      case TOKEN_HANDED_OVER ->
          List.of("hand_over", "approved_by", "key_code", "fingerprint", "kv_version");
      case AUTHORIZATION_STARTED -> List.of("scope", "external_id");
      case AUTHORIZATION_REFUSED ->
          List.of("reason", "error", "error_description", "expected", "got", "detail", "store");
      case CONSENT_LINK_MADE, CONSENT_LINK_REVOKED -> LINK;
      case OWNER_MAILED -> List.of("consent_link", "step", "tries");
      case OWNER_NOT_MAILED -> List.of("consent_link", "step", "reason", "tries");
      case OWNER_CONTACT_CHANGED -> List.of("contact");
      case PRESENTATION_CHANGED -> List.of("colour", "return_addresses");
      case VIEW_KEPT, VIEW_REMOVED -> List.of("name", "question");
      case POLICY_CHANGED ->
          List.of(
              "sealed_import",
              "sealed_hand_over",
              "second_for_revoke",
              "ask_owners",
              "owner_language");
      case ESCROW_DRAINED ->
          List.of(
              "escrowed_attempt",
              "result",
              "reason",
              "rotated",
              "fingerprint_new",
              "kv_version",
              "key_version");
      case ESCROW_DESTROYED -> List.of("escrowed_attempt");
      case PROVIDER_REGISTERED -> PROVIDER;
      case PROVIDER_CHANGED -> Stream.concat(Stream.of("changed"), PROVIDER.stream()).toList();
      case PROVIDER_SECRET_REPLACED ->
          List.of("name", "client_id", "token_endpoint", "scope", "overlap_s");
      case FORMER_SECRET_REMOVED -> List.of();
      case CLIENT_KEY_MADE -> List.of("kid", "algorithm", "signs");
      case CLIENT_KEY_USED -> List.of("kid", "overlap_s");
      case CLIENT_KEY_DESTROYED -> List.of("kid");
      case PROVIDER_PAUSED -> List.of("error");
      case PROVIDER_RESTS, PROVIDER_ANSWERS -> List.of("failures");
      case PROVIDER_TEST_ASKED -> List.of("provider_test");
      case PROVIDER_TEST_ENDED -> List.of("provider_test", "result", "stage", "reason");
      case GRANT_RETRIED -> List.of("trigger", "reason");
      case PROVIDER_RESUMED, GRANT_PAUSED, GRANT_RESUMED, GRANT_REVOKED -> List.of();
      case BULK_ACT_ASKED, BULK_ACT_STARTED, BULK_ACT_REFUSED, BULK_ACT_CANCELLED -> BULK;
      case BULK_ACT_LINKS_DOWNLOADED -> List.of("bulk_act", "question", "done");
      case BULK_ACT_LINKS_MAILED -> List.of("bulk_act", "question", "grants");
      case BULK_ACT_ENDED ->
          List.of(
              "bulk_act",
              "act",
              "state",
              "grants",
              "done",
              "revoked_there",
              "here_only",
              "refused_there",
              "not_reached",
              "not_refreshed",
              "still_due",
              "left_alone",
              "gone",
              "failed",
              "cancelled");
      case TOKENS_DESTROYED -> List.of("reason", "at_provider");
      case TOKENS_REWRAPPED -> List.of("key_version", "grants");
      case SIGNED_IN, SIGNED_OUT, PASSWORD_SET -> List.of("member");
      case SIGN_IN_FAILED -> List.of("member", "reason");
      case MEMBER_CREATED -> List.of("member", "role", "life_s", "mailed");
      case MEMBER_ROLE_CHANGED -> List.of("member", "role", "role_before");
      case MEMBER_REMOVED -> List.of("member", "role");
      case MEMBER_ZONE_CHOSEN -> List.of("member", "zone");
      case PASSWORD_LINK_MADE -> List.of("member", "life_s", "mailed");
      case TENANT_CREATED -> List.of("name", "slug");
      case TENANT_SUSPENDED, TENANT_RESUMED -> List.of("providers");
      case TENANT_END_BEGUN -> SHRED;
      case TENANT_ENDED -> ENDED;
      case API_KEY_CREATED ->
          List.of("api_key", "name", "scopes", "addresses", "only_provider", "life_s");
      case API_KEY_ROTATED -> List.of("api_key", "name", "overlap_s");
      case API_KEY_REVOKED -> List.of("api_key", "name");
      case API_KEY_REFUSED -> List.of("api_key", "name", "reason", "address");
      case TOKEN_RELEASED -> List.of("min_ttl_s", "refreshed", "expires_at");
      case API_HOSTS_CHANGED -> List.of("hosts");
      case TICKET_MINTED -> List.of("ticket", "life_s", "methods", "bound_by", "paths", "origin");
      case CALL_FORWARDED -> List.of("status", "method", "path", "ticket", "repeated", "reason");
      case AUDIT_EXPORTED -> List.of("format", "filter", "after", "before", "from", "until");
      case AUDIT_EXPORT_ENDED ->
          List.of(
              "export",
              "format",
              "events",
              "checkpoints",
              "sequence",
              "hash",
              "sha256",
              "complete");
      case AUDIT_EXPORT_LINK_MADE -> List.of("export", "link", "ends_at");
      case AUDIT_EXPORT_DOWNLOADED -> List.of("export", "link", "format", "from_byte", "bytes");
      case WEBHOOK_CREATED, WEBHOOK_CHANGED -> List.of("webhook", "name", "hosts", "event_types");
      case WEBHOOK_SECRET_ROTATED -> List.of("webhook", "name", "overlap_s");
      case WEBHOOK_ENABLED, WEBHOOK_DELETED -> List.of("webhook", "name");
      case WEBHOOK_DISABLED -> List.of("webhook", "name", "reason");
      case WEBHOOK_TESTED -> List.of("webhook", "name", "result", "status");
      case WEBHOOK_RESENT, WEBHOOK_GAVE_UP -> List.of("webhook", "name", "number");
      case NOTICE_OPENED, NOTICE_GROWN ->
          List.of(
              "notice", "kind", "grants", "cause", "first_ends_at", "opened_at", "page", "digest");
      case NOTICE_OVER -> List.of("notice", "kind", "opened_at", "closed_at", "page", "digest");
      case NOTICE_SENT -> List.of("digest", "address", "notices", "tries");
      case NOTICE_FAILED -> List.of("digest", "address", "reason", "notices", "tries");
      case NOTICE_ADDRESSES_CHANGED -> List.of("addresses");
      case NOTICE_WISH_CHANGED -> List.of("topics");
      case VERIFICATION_ASKED -> List.of("verification");
      case VERIFICATION_ENDED ->
          List.of("verification", "result", "finding", "sequence", "checkpoints", "signed_up_to");
      case RETENTION_CHANGED -> List.of("months");
      case LEGAL_HOLD_PLACED -> List.of("hold", "reason");
      case LEGAL_HOLD_RELEASED -> List.of("hold");
      case AUDIT_REMOVED ->
          List.of("first", "sequence", "events", "until", "months", "hash", "root");
    };
  }

  /** Whether an event of that type can carry a fact of that name. */
  public static boolean has(AuditEventType type, String name) {
    return of(type).contains(name) || OF_ACTORS.contains(name);
  }
}
