package io.evergrant.domain.audit;

import java.util.List;

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
          "trigger",
          "proof",
          "rotated",
          "fingerprint_old",
          "fingerprint_new",
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
      List.of("consent_link", "ends_at", "external_id", "return_to");
  private static final List<String> PROVIDER =
      List.of("name", "client_id", "token_endpoint", "scope");

  private EventFields() {}

  /** By their names in the log, what tells most first. */
  public static List<String> of(AuditEventType type) {
    return switch (type) {
      case REFRESH_ENDED -> REFRESH;
      case CONSENT_ENDED -> EXCHANGE;
      case TOKENS_IMPORTED ->
          List.of("external_id", "scope", "fingerprint", "kv_version", "replaced");
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
      case PRESENTATION_CHANGED -> List.of("colour", "return_addresses");
      case POLICY_CHANGED -> List.of("sealed_import", "sealed_hand_over");
      case ESCROW_DRAINED -> List.of("escrowed_attempt", "result", "reason", "fingerprint_new");
      case ESCROW_DESTROYED -> List.of("escrowed_attempt");
      case PROVIDER_REGISTERED, PROVIDER_CHANGED -> PROVIDER;
      case PROVIDER_SECRET_REPLACED ->
          List.of("name", "client_id", "token_endpoint", "scope", "overlap_s");
      case FORMER_SECRET_REMOVED -> List.of();
      case CLIENT_KEY_MADE -> List.of("kid", "algorithm", "signs");
      case CLIENT_KEY_USED -> List.of("kid", "overlap_s");
      case CLIENT_KEY_DESTROYED -> List.of("kid");
      case PROVIDER_PAUSED -> List.of("error");
      case PROVIDER_RESTS, PROVIDER_ANSWERS -> List.of("failures");
      case GRANT_RETRIED -> List.of("trigger");
      case PROVIDER_RESUMED, GRANT_PAUSED, GRANT_RESUMED, GRANT_REVOKED -> List.of();
      case TOKENS_DESTROYED -> List.of("reason", "at_provider");
      case TOKENS_REWRAPPED -> List.of("key_version", "grants");
      case SIGNED_IN, SIGN_IN_FAILED, SIGNED_OUT -> List.of("member");
      case MEMBER_CREATED -> List.of();
      case API_KEY_CREATED ->
          List.of("api_key", "name", "scopes", "addresses", "only_provider", "life_s");
      case API_KEY_ROTATED -> List.of("api_key", "name", "overlap_s");
      case API_KEY_REVOKED -> List.of("api_key", "name");
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
    };
  }

  /** Whether an event of that type can carry a fact of that name. */
  public static boolean has(AuditEventType type, String name) {
    return of(type).contains(name) || OF_ACTORS.contains(name);
  }
}
