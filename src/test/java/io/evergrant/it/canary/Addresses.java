package io.evergrant.it.canary;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every address, and the flow in which a secret goes through it; «nothing» where none does. An
 * address that is not here has no canary, and the test says so.
 */
final class Addresses {
  static final String NOTHING = "nothing";

  private Addresses() {}

  /** By the names of the portal's own table. */
  static final Map<String, String> PAGES =
      read(
          """
          OVERVIEW: nothing
          LOGIN: a sign-in
          LOGOUT: nothing
          LANGUAGE: nothing
          ACTIVATE: a chosen password
          ACCOUNT: nothing
          PROVIDERS: nothing
          PROVIDER_NEW: a form of a provider
          PROVIDER: a replaced secret
          PROVIDER_EDIT: nothing
          PROVIDER_TEST: a staged test
          PROVIDER_CATALOGUE: nothing
          PROVIDER_CATALOGUE_ENTRY: nothing
          AUTHORIZE: a consent
          AUTHORIZE_GO: a consent
          CALLBACK: a foreign callback
          RESULT: nothing
          CONNECT_RESULT: nothing
          CONNECT: a wrong link
          CONNECT_GO: a consent by a link
          GRANTS: nothing
          GRANT: nothing
          GRANT_IMPORT: nothing
          GRANT_IMPORT_KEY: nothing
          GRANT_IMPORT_SEALED: a sealed import
          GRANT_IMPORT_REPORT: nothing
          GRANT_HAND_OVER: nothing
          GRANT_HAND_OVERS: nothing
          GRANT_HAND_OVERS_ASK: nothing
          GRANT_HAND_OVERS_MINE: a hand-over
          GRANT_HAND_OVERS_ONE: nothing
          GRANT_BULK_ACTS: nothing
          GRANT_BULK_NEW: nothing
          GRANT_BULK_LINKS: a campaign
          GRANT_BULK_ACT: nothing
          AUDIT: nothing
          AUDIT_TYPES: nothing
          AUDIT_EVENT: nothing
          AUDIT_NEWS: nothing
          AUDIT_CSV: nothing
          AUDIT_JSONL: nothing
          AUDIT_EXPORTS: nothing
          AUDIT_EXPORT: a download
          AUDIT_EXPORT_MANIFEST: nothing
          AUDIT_VERIFY: nothing
          AUDIT_VERIFICATION: nothing
          EXPORT_DOWNLOAD: a download
          EXPORT_DOWNLOAD_MANIFEST: a download
          JWKS: nothing
          KEYS: nothing
          KEY_NEW: a key of a page
          KEY: nothing
          WEBHOOKS: nothing
          WEBHOOK_NEW: nothing
          WEBHOOK: a rotated webhook
          WEBHOOK_EDIT: nothing
          WEBHOOK_DELIVERY: nothing
          LINKS: nothing
          LINK_NEW: nothing
          LINK: nothing
          NOTICES: nothing
          NOTICES_MINE: nothing
          SETTINGS: nothing
          MEMBERS: nothing
          MEMBERS_NEW: an invitation
          MEMBERS_ONE: another password
          OPERATOR: nothing
          OPERATOR_TENANT_NEW: an organisation
          OPERATOR_TENANT: nothing
          OPENAPI: nothing
          """);

  /** Of the API: what is sent something, and what is asked for a secret. */
  static final Map<String, String> CALLS =
      read(
          """
          GET /api/v1/grants/{id}/access-token: an access token
          GET /api/v1/access-tokens: several access tokens
          POST /api/v1/grants/import: an import
          POST /api/v1/grants/{id}/refresh: a refresh
          POST /api/v1/grants/{id}/retry: nothing
          POST /api/v1/grants/{id}/pause: nothing
          POST /api/v1/grants/{id}/resume: nothing
          POST /api/v1/grants/{id}/revocation: nothing
          PUT /api/v1/grants/{id}/owner: nothing
          DELETE /api/v1/grants/{id}/owner: nothing
          POST /api/v1/grants/{id}/tickets: a ticket
          POST /api/v1/grants/{id}/forward/{path}: a forwarded call
          PUT /api/v1/grants/{id}/forward/{path}: a forwarded call
          PATCH /api/v1/grants/{id}/forward/{path}: a forwarded call
          DELETE /api/v1/grants/{id}/forward/{path}: a forwarded call
          POST /api/v1/connect-links: a consent link
          DELETE /api/v1/connect-links/{id}: nothing
          POST /api/v1/providers: a client secret
          PUT /api/v1/providers.yaml: nothing
          PATCH /api/v1/providers/{id}: nothing
          PUT /api/v1/providers/{id}/client-secret: a replaced secret
          DELETE /api/v1/providers/{id}/former-client-secret: nothing
          POST /api/v1/providers/{id}/client-keys: a client that signs
          PUT /api/v1/providers/{id}/signing-key: nothing
          POST /api/v1/providers/{id}/tests: nothing
          POST /api/v1/providers/{id}/tests/{test}/stop: nothing
          POST /api/v1/providers/{id}/pause: nothing
          POST /api/v1/providers/{id}/resume: nothing
          PUT /api/v1/providers/{id}/api-hosts: nothing
          POST /api/v1/api-keys: a key by rest
          DELETE /api/v1/api-keys/{id}: nothing
          POST /api/v1/api-keys/{id}/rotate: a rotated key
          POST /api/v1/members: an invitation by rest
          PATCH /api/v1/members/{id}: nothing
          DELETE /api/v1/members/{id}: nothing
          POST /api/v1/members/{id}/password-link: another link by rest
          PUT /api/v1/notice-addresses: nothing
          POST /api/v1/views: nothing
          PUT /api/v1/views/{id}: nothing
          DELETE /api/v1/views/{id}: nothing
          PUT /api/v1/settings: nothing
          PATCH /api/v1/policy: nothing
          POST /api/v1/bulk-acts: a campaign
          POST /api/v1/bulk-acts/{id}/cancel: nothing
          GET /api/v1/bulk-acts/{id}/links: a campaign
          POST /api/v1/bulk-acts/{id}/mail: nothing
          POST /api/v1/audit-exports: nothing
          POST /api/v1/audit-exports/{id}/links: a download
          POST /api/v1/audit-verifications: nothing
          PUT /api/v1/audit-retention: nothing
          POST /api/v1/legal-holds: nothing
          POST /api/v1/legal-holds/{id}/release: nothing
          POST /api/v1/webhooks: a webhook
          PATCH /api/v1/webhooks/{id}: nothing
          DELETE /api/v1/webhooks/{id}: nothing
          POST /api/v1/webhooks/{id}/enable: nothing
          POST /api/v1/webhooks/{id}/disable: nothing
          POST /api/v1/webhooks/{id}/rotate-secret: a rotated webhook
          POST /api/v1/webhooks/{id}/test: a webhook
          POST /api/v1/webhooks/{id}/deliveries/{number}/resend: a webhook
          """);

  private static Map<String, String> read(String lines) {
    var read = new TreeMap<String, String>();
    for (var line : Arrays.asList(lines.strip().split("\n", -1))) {
      var at = line.lastIndexOf(": ");
      read.put(line.substring(0, at), line.substring(at + 2));
    }
    return read;
  }
}
