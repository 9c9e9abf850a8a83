package io.evergrant.bench;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A tenant with many grants and a long log, written by the superuser with the triggers as they are,
 * by the shares in which a portal writes events. The events are not linked: somebody else holds the
 * lease of the tenant's chain, because no question reads links, and linking millions would go on
 * for as long as is measured. What the overview counts is counted here for the same reason.
 */
record LargeLog(Stack stack, OwnTenant tenant, int grants, int events) {
  private static final int CHUNK = 250_000;
  private static final String[] PROVIDERS = {
    "Xero", "Google Drive", "HubSpot", "Salesforce", "Slack", "Zoom", "Box", "Dropbox", "Linear",
    "Notion", "Asana", "GitLab", "Zendesk", "Stripe", "Shopify", "DocuSign", "Figma", "Okta",
    "LinkedIn", "QuickBooks"
  };

  private static final String HOLD =
      """
      INSERT INTO audit_sequencer (tenant_id, node, lease_until)
      VALUES ('%1$s', 'bench', eg_now() + interval '10 days')
      ON CONFLICT (tenant_id) DO UPDATE SET node = 'bench', lease_until = excluded.lease_until
      """;

  private static final String PROVIDER_ROWS =
      """
      INSERT INTO provider (
        tenant_id, id, name, issuer_in_response, authorization_endpoint, token_endpoint, client_id,
        client_authentication, scope, refresh_mode, margin_ms, assumed_life_ms, reuse_grace_ms,
        reuse_consequence, proof_kind, deadline_ms, status, version)
      SELECT '%1$s', md5('%1$s' || name)::uuid, name, false, 'https://issuer.example/authorize',
             'https://issuer.example/token', 'c', 'CLIENT_SECRET_BASIC', 'mail', 'KEEP_WARM',
             300000, 1800000, 0, 'REVOKES_GRANT', 'NONE', 10000, 'ACTIVE', 1
      FROM unnest(ARRAY[%2$s]) name
      """;

  private static final String GRANT_ROWS =
      """
      INSERT INTO oauth_grant (
        tenant_id, id, provider_id, subject, account, external_id, status, status_cause, scope_asked,
        scope_granted, salt, kv_version, key_version, fingerprint, due_at, consented_at,
        last_success_at, last_outcome, last_outcome_at, failures, refresh_expires_at, refresh_end_slides)
      SELECT '%1$s', md5('%1$s' || n)::uuid,
             md5('%1$s' || (ARRAY[%2$s])[1 + n %% 20])::uuid, 'subject-' || n,
             'account' || n || '@customer' || n %% 3000 || '.example', 'customer-' || n,
             CASE WHEN n %% 400 = 0 THEN 'NEEDS_CONSENT' WHEN n %% 3001 = 0 THEN 'NEEDS_REVIEW'
                  WHEN n %% 500 = 1 THEN 'PAUSED' ELSE 'ACTIVE' END,
             CASE WHEN n %% 400 = 0 THEN 'revoked' WHEN n %% 3001 = 0 THEN 'outcome_unknown' END,
             'openid mail', 'openid mail', md5(n::text), 1, 1, md5(n::text),
             eg_now() + interval '200 days' + n * interval '1 second',
             eg_now() - (n %% 700) * interval '1 day', eg_now() - n %% 3600 * interval '1 second',
             'renewed', eg_now() - n %% 3600 * interval '1 second',
             CASE WHEN n %% 90 = 0 THEN 2 ELSE 0 END,
             CASE WHEN n %% 7 = 0 THEN eg_now() + (n %% 400) * interval '1 day' END, n %% 14 <> 0
      FROM generate_series(1, %3$d) n
      """;

  /** Ninety days, in the order of time; x decides what it was. */
  private static final String EVENT_ROWS =
      """
      INSERT INTO audit_event (tenant_id, at, type, actor_kind, actor_name, grant_id, provider_id,
                               attempt_id, terminal, outcome, details)
      SELECT '%1$s', eg_now() - interval '90 days' + n * (interval '90 days' / %6$d),
             CASE WHEN x < 880 THEN 'refresh_ended' WHEN x < 985 THEN 'token_released'
                  WHEN x < 990 THEN 'signed_in' WHEN x < 993 THEN 'grant_paused'
                  WHEN x < 996 THEN 'grant_resumed' WHEN x < 998 THEN 'consent_ended'
                  ELSE 'provider_changed' END,
             CASE WHEN x < 880 THEN 'timer' WHEN x < 985 THEN 'api_key' ELSE 'person' END,
             CASE WHEN x < 880 THEN 'node' || n %% 3 WHEN x < 985 THEN 'worker-' || n %% 40
                  ELSE 'person' || n %% 60 || '@tenant.example' END,
             CASE WHEN x < 985 OR x BETWEEN 990 AND 997 THEN md5('%1$s' || (1 + g))::uuid END,
             CASE WHEN x < 985 OR x >= 990 THEN md5('%1$s' || (ARRAY[%2$s])[1 + (1 + g) %% 20])::uuid END,
             CASE WHEN x < 880 THEN gen_random_uuid() END, x < 880,
             CASE WHEN x < 848 THEN 'renewed' WHEN x < 878 THEN 'deferred'
                  WHEN x < 879 THEN 'unknown' WHEN x < 880 THEN 'consent_lost' END,
             CASE WHEN x < 848 THEN jsonb_build_object('trigger', 'timer', 'http_status', '200', 'cause', 'rotated',
                      'latency_ms', (20 + n %% 300)::text, 'fingerprint_old', md5(n::text),
                      'fingerprint_new', md5((n + 1)::text), 'kv_version', (n %% 900)::text)
                  WHEN x < 878 THEN jsonb_build_object('trigger', 'timer', 'cause', 'connect',
                      'latency_ms', '10000')
                  WHEN x < 879 THEN jsonb_build_object('trigger', 'timer', 'cause', 'reset', 'http_status', '502',
                      'error_description', 'Connection reset by peer')
                  WHEN x < 880 THEN jsonb_build_object('trigger', 'timer', 'cause', 'revoked', 'http_status', '400',
                      'error', 'invalid_grant', 'error_description', 'Token has been revoked by ' || n %% 977)
                  WHEN x < 985 THEN jsonb_build_object('ttl', (n %% 3600)::text)
                  ELSE jsonb_build_object('reason', 'case ' || n %% 5000) END
      FROM (SELECT n, (n * 7919::bigint + n / 1000) %% 1000 AS x,
                   (n * 104729::bigint) %% %3$d AS g
            FROM generate_series(%4$d, %5$d) n) t
      ORDER BY n
      """;

  /** Hour by hour, as a portal counts them: so they lie on the disk. */
  private static final String COUNTED =
      """
      INSERT INTO outcome_hour (tenant_id, hour, provider_id, outcome, attempts)
      SELECT tenant_id, date_trunc('hour', at), provider_id, outcome, count(*)
      FROM audit_event
      WHERE tenant_id = '%1$s' AND terminal AND at > eg_now() - interval '31 days'
      GROUP BY 1, 2, 3, 4
      ORDER BY 2
      ON CONFLICT DO NOTHING
      """;

  private static final String COUNTED_UP_TO =
      """
      INSERT INTO outcome_counted (tenant_id, number)
      SELECT '%1$s', max(number) FROM audit_event WHERE tenant_id = '%1$s'
      ON CONFLICT (tenant_id) DO UPDATE SET number = excluded.number
      """;

  private static final String LET_GO =
      "UPDATE audit_sequencer SET lease_until = NULL WHERE tenant_id = '%1$s'";

  /** A head is signed when a thousand events follow the one before. */
  private static final String DONE =
      """
      SELECT s.settled >= (SELECT max(number) FROM audit_event WHERE tenant_id = s.tenant_id)
             AND s.linked - s.signed < 1000
      FROM audit_sequencer s
      WHERE s.tenant_id = ?
      """;

  /** For a tenant of its own. */
  static LargeLog write(Stack stack, int grants, int events) throws SQLException {
    return write(stack, OwnTenant.in(stack, 1), grants, events);
  }

  static LargeLog write(Stack stack, OwnTenant tenant, int grants, int events) throws SQLException {
    var large = new LargeLog(stack, tenant, grants, events);
    large.write();
    return large;
  }

  /** Makes an API key that may do everything. */
  ApiKeySecret key(Visitor admin) {
    var fields = new HashMap<>(Map.of("name", "bench"));
    for (var scope : ApiScope.values()) {
      fields.put("scope-" + scope.code(), "on");
    }
    var made = admin.press(admin.get("/keys/new"), "create", fields);
    return new ApiKeySecret(made.document().select("#key-secret").text());
  }

  /** Gives the lease of the chain back, and returns when the portal has linked and signed it. */
  void letLink(Duration patience) throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant")) {
      run(connection, LET_GO, 0, 0);
      Herd.await("the large log is linked", patience, () -> is(connection, DONE));
    }
  }

  /** As autovacuum would by and by. */
  void vacuumLinks() throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant")) {
      run(connection, "VACUUM (ANALYZE) audit_link", 0, 0);
    }
  }

  private boolean is(Connection connection, String sql) {
    try (var query = connection.prepareStatement(sql)) {
      query.setObject(1, tenant.id());
      try (var row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The large log could not be looked at", e);
    }
  }

  /** The sequence up to which the chain is signed. */
  long signed() throws SQLException {
    var sql = "SELECT signed FROM audit_sequencer WHERE tenant_id = ?";
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var query = connection.prepareStatement(sql)) {
      query.setObject(1, tenant.id());
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void write() throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant")) {
      run(connection, HOLD, 0, 0);
      run(connection, PROVIDER_ROWS, 0, 0);
      run(connection, GRANT_ROWS, 0, 0);
      for (var from = 1; from <= events; from += CHUNK) {
        run(connection, EVENT_ROWS, from, Math.min(events, from + CHUNK - 1));
        run(connection, COUNTED_UP_TO, 0, 0);
        System.out.printf("large log: %d of %d events%n", Math.min(events, from + CHUNK), events);
      }
      run(connection, COUNTED, 0, 0);
      run(connection, "VACUUM (ANALYZE) audit_event", 0, 0);
      run(connection, "VACUUM (ANALYZE) oauth_grant", 0, 0);
    }
  }

  private void run(Connection connection, String sql, int from, int to) throws SQLException {
    var names = Arrays.stream(PROVIDERS).map(n -> "'" + n + "'").collect(Collectors.joining(","));
    try (var statement = connection.createStatement()) {
      statement.execute(sql.formatted(tenant.id(), names, grants, from, to, events));
    }
  }
}
