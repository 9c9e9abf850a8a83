package io.evergrant.browser;

import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import java.sql.SQLException;

/**
 * A tenant whose every list is a full page, written into the database: nothing of it is due, and
 * nothing is sent anywhere. Names are such as every language leaves alone. The first admin is the
 * one who looks; the second asks, so that the first may decide; the third became an auditor.
 */
public record FullHouse(Stack stack, OwnTenant tenant) {
  private static final String MEMBERS =
      """
      UPDATE member SET role = 'AUDITOR' WHERE email = 'admin2@%1$s.example';
      UPDATE tenant SET sealed_import = true, sealed_hand_over = true, notice_addresses = ARRAY['ops@a1.example'],
             return_addresses = ARRAY['https://a1.example/'] WHERE id = '%1$s';
      INSERT INTO member (id, tenant_id, email, display_name, role, link_ends_at)
      SELECT gen_random_uuid(), '%1$s', 'm' || n || '@%1$s.example', 'M' || n, 'AUDITOR', eg_now() + interval '7 days'
      FROM generate_series(1, 40) n;
      INSERT INTO legal_hold (tenant_id, reason, placed_by)
      SELECT '%1$s', '2026/' || n, 'ada@a1.example' FROM generate_series(1, 20) n
      """;

  private static final String PROVIDERS =
      """
      INSERT INTO provider (
        tenant_id, id, name, issuer, issuer_in_response, authorization_endpoint, token_endpoint, client_id,
        client_authentication, scope, refresh_mode, margin_ms, assumed_life_ms, absolute_limit_ms, reuse_grace_ms,
        reuse_consequence, proof_kind, deadline_ms, status, status_reason, status_since, version)
      SELECT '%1$s', gen_random_uuid(), 'P' || n, 'https://p' || n || '.example', false,
             'https://p' || n || '.example/authorize', 'https://p' || n || '.example/token', 'c', 'CLIENT_SECRET_BASIC',
             'openid email', 'KEEP_WARM', 300000, 1800000, CASE WHEN n = 4 THEN 365 * 86400000::bigint END, 0,
             'REVOKES_GRANT', 'NONE', 10000, CASE WHEN n > 14 THEN 'PAUSED' ELSE 'ACTIVE' END,
             CASE n %% 2 WHEN 0 THEN 'client_refused:invalid_client' ELSE 'paused_by_person' END,
             eg_now() - interval '2 hours', 1
      FROM generate_series(1, 19) n;
      INSERT INTO provider_api_host (tenant_id, provider_id, authority, scheme)
      SELECT tenant_id, id, 'api' || n || '.example', 'https' FROM provider, generate_series(1, 20) n
      WHERE tenant_id = '%1$s' AND name = 'P1';
      INSERT INTO saved_view (tenant_id, id, name, question, saved_by)
      SELECT '%1$s', gen_random_uuid(), 'V' || n, 'q=a' || n, 'ada@a1.example' FROM generate_series(1, 20) n
      """;

  private static final String GRANTS =
      """
      INSERT INTO oauth_grant (
        tenant_id, id, provider_id, subject, account, external_id, status, status_cause, scope_asked, scope_granted, salt,
        kv_version, key_version, fingerprint, due_at, consented_at, last_success_at, last_outcome_at, last_outcome,
        last_cause, refreshes, rotations, refresh_expires_at, refresh_end_slides)
      SELECT p.tenant_id, gen_random_uuid(), p.id, 's_' || n, 'account' || n || '@customer' || n || '.example', 'c_' || n,
             s.status, CASE s.status WHEN 'NEEDS_CONSENT' THEN 'revoked' WHEN 'NEEDS_REVIEW' THEN 'outcome_unknown' END,
             'openid email', 'openid email', 's', 1, 1, 'f', eg_now() + interval '1 day',
             eg_now() - interval '220 days' - n * interval '12 hours', eg_now(), eg_now() - n * interval '1 minute',
             'renewed', 'rotated', 9, 9, eg_now() + n * interval '2 days', false
      FROM provider p
      CROSS JOIN generate_series(1, 30) n
      CROSS JOIN LATERAL (
        SELECT (ARRAY['NEEDS_CONSENT', 'NEEDS_REVIEW', 'PAUSED', 'ACTIVE', 'ACTIVE'])[1 + n %% 5] AS status
      ) s
      WHERE p.tenant_id = '%1$s';
      INSERT INTO outcome_hour (tenant_id, hour, provider_id, outcome, attempts)
      SELECT p.tenant_id, date_trunc('hour', eg_now(), 'UTC') - h * interval '1 hour', p.id, o.outcome, 1 + h %% 60
      FROM provider p
      CROSS JOIN generate_series(0, 700) h
      CROSS JOIN unnest(ARRAY['renewed', 'deferred', 'consent_lost']) o (outcome)
      WHERE p.tenant_id = '%1$s' AND (o.outcome = 'renewed' OR h %% 9 = 0);
      INSERT INTO refresh_attempt (
        tenant_id, grant_id, provider_id, trigger, node, fence, salt, kv_version, fingerprint, open, started_at, sent_at,
        ended_at, outcome, cause, proof, http_status, error, latency_ms)
      SELECT g.tenant_id, g.id, g.provider_id, a.trigger, 'full1', t.hours, 's', 1, 'f', false, b.began,
             b.began + interval '12 ms', b.began + interval '900 ms', a.outcome, a.cause, a.proof, a.status, a.error, 180
      FROM oauth_grant g
      JOIN provider p ON p.tenant_id = g.tenant_id AND p.id = g.provider_id AND p.name = 'P1'
      CROSS JOIN generate_series(1, 40) t (hours)
      JOIN (VALUES (0, 'TIMER', 'renewed', 'rotated', 'proved', 200, NULL), (1, 'TIMER', 'unknown', 'timeout', NULL, NULL, NULL),
                   (2, 'PERSON', 'consent_lost', 'revoked', NULL, 400, 'invalid_grant'))
           a (n, trigger, outcome, cause, proof, status, error) ON a.n = t.hours %% 3
      CROSS JOIN LATERAL (SELECT eg_now() - t.hours * interval '1 hour' AS began) b
      WHERE g.tenant_id = '%1$s' AND g.account = 'account1@customer1.example'
      """;

  private static final String EVENTS =
      """
      INSERT INTO audit_event (
        tenant_id, at, type, actor_kind, actor_name, grant_id, provider_id, attempt_id, terminal, outcome, details)
      SELECT g.tenant_id, eg_now() - interval '100 minutes' + g.n * interval '1 minute', 'refresh_ended', 'timer', 'node1',
             g.id, g.provider_id, gen_random_uuid(), true, CASE WHEN g.n %% 3 = 0 THEN 'consent_lost' ELSE 'renewed' END,
             jsonb_build_object(
               'trigger', 'timer', 'http_status', '200', 'cause', CASE WHEN g.n %% 3 = 0 THEN 'revoked' ELSE 'rotated' END,
               'latency_ms', (20 + g.n)::text, 'fingerprint_old', left(md5(g.n::text), 16),
               'fingerprint_new', left(md5((g.n + 1)::text), 16), 'kv_version', g.n::text, 'proof', 'proved',
               'expires_in', '3600')
      FROM (SELECT g.*, row_number() OVER () AS n FROM oauth_grant g WHERE g.tenant_id = '%1$s' LIMIT 90) g;
      INSERT INTO notice (tenant_id, id, kind, provider_id, opened_at, closed_at, grants, told_at)
      SELECT p.tenant_id, gen_random_uuid(), 'FAILURE', p.id, eg_now() - interval '3 days', eg_now() - n * interval '1 hour', 20, eg_now()
      FROM provider p, generate_series(1, 4) n WHERE p.tenant_id = '%1$s';
      INSERT INTO audit_export (tenant_id, format, layout, state, asked_by, ends_at, asked_number, after, up_to, signed_up_to,
                                previous, as_of, events, checkpoints, bytes, parts, sha256, ready_at, sequence)
      SELECT '%1$s', 'jsonl', 2, 'READY', 'ada@a1.example', eg_now() + interval '7 days', 1, 0, 90, 90, md5('p'),
             '2026-01-01T00:00:00Z', 90, 3, 90000, 1, md5(n::text) || md5(n::text), eg_now(), 90
      FROM generate_series(1, 60) n;
      INSERT INTO audit_verification (tenant_id, asked_by, state, ended_at, up_to, sequence, verdict, last, checkpoints,
                                      signed_up_to, signed_at, removed_up_to, held, held_up_to)
      SELECT '%1$s', 'ada@a1.example', 'DONE', eg_now(), 90, 90, 'GENUINE', 90, 3, 90, '2026-01-01T00:00:00Z', 0, 3, 90
      FROM generate_series(1, 60) n
      """;

  private static final String OUTWARDS =
      """
      INSERT INTO api_key (tenant_id, id, name, scopes, addresses)
      SELECT '%1$s', gen_random_uuid(), 'K' || n, ARRAY['read', 'token', 'forward', 'manage', 'audit'],
             ARRAY['192.0.2.0/24', '198.51.100.0/24']
      FROM generate_series(1, 40) n;
      INSERT INTO api_key_secret (tenant_id, key_id, hash, hint)
      SELECT tenant_id, id, md5(id::text), 'egk_' || left(md5(id::text), 4) FROM api_key WHERE tenant_id = '%1$s';
      INSERT INTO webhook (tenant_id, id, name, url, events, disabled_why, disabled_at, generation, number)
      SELECT '%1$s', gen_random_uuid(), 'W' || n, 'https://w' || n || '.example/', '{*}', 'person', eg_now(), 1, 0
      FROM generate_series(1, 20) n;
      INSERT INTO webhook_delivery (tenant_id, webhook_id, number, type, lane, state, ended_at, tries)
      SELECT w.tenant_id, w.id, e.number, e.type, e.grant_id, 'GIVEN_UP', eg_now(), 15
      FROM webhook w JOIN audit_event e ON e.tenant_id = w.tenant_id AND e.type = 'refresh_ended'
      WHERE w.tenant_id = '%1$s' AND w.name = 'W1';
      INSERT INTO webhook_attempt (tenant_id, webhook_id, number, node, result, status, latency_ms, said)
      SELECT d.tenant_id, d.webhook_id, d.number, 'node1', 'refused', 500, 40, '503' FROM webhook_delivery d, generate_series(1, 15) n
      WHERE d.tenant_id = '%1$s';
      INSERT INTO consent_link (tenant_id, id, provider_id, external_id, made_by, ends_at, created_at)
      SELECT p.tenant_id, gen_random_uuid(), p.id, 'c_' || n, 'ada@a1.example', eg_now() + interval '7 days',
             eg_now() - n * interval '1 hour'
      FROM provider p, generate_series(1, 60) n WHERE p.tenant_id = '%1$s' AND p.name = 'P1'
      """;

  private static final String ACTS =
      """
      INSERT INTO bulk_act (tenant_id, act, question, state, asker_kind, asked_by, asker, asked_at, ends_at, ended_at, grants)
      SELECT '%1$s', 'revoke', 'status=paused', 'DONE', 'person', m.id, m.email, eg_now() - n * interval '1 hour', eg_now(),
             eg_now(), 60
      FROM member m, generate_series(1, 60) n WHERE m.email = 'admin1@%1$s.example';
      INSERT INTO bulk_item (tenant_id, act_id, number, grant_id, provider_id, state, result, acted_at, over_at)
      SELECT a.tenant_id, a.id, g.n, g.id, g.provider_id, 'OVER',
             (ARRAY['revoked_there', 'here_only', 'refused_there', 'not_reached', 'left_alone'])[1 + g.n %% 5], eg_now(), eg_now()
      FROM (SELECT * FROM bulk_act WHERE tenant_id = '%1$s' ORDER BY id LIMIT 1) a,
           (SELECT g.*, row_number() OVER () AS n FROM oauth_grant g WHERE g.tenant_id = '%1$s' LIMIT 60) g;
      INSERT INTO hand_over (tenant_id, id, grant_id, asked_by, session_hash, reason, public_key, asked_at, ends_at)
      SELECT g.tenant_id, gen_random_uuid(), g.id, m.id, 'x', '2026/7', 'AA==', eg_now() - g.n * interval '1 second',
             eg_now() + interval '25 minutes'
      FROM (SELECT g.*, row_number() OVER () AS n FROM oauth_grant g WHERE g.tenant_id = '%1$s' LIMIT 60) g, member m
      WHERE m.email = 'admin1@%1$s.example';
      INSERT INTO provider_test (tenant_id, provider_id, version, asker_id, asked_by, ended_at)
      SELECT p.tenant_id, p.id, 1, m.id, m.email, eg_now()
      FROM provider p, member m, generate_series(1, 12) n
      WHERE p.tenant_id = '%1$s' AND p.name = 'P1' AND m.email = 'admin1@%1$s.example';
      INSERT INTO provider_test_stage (tenant_id, test_id, stage, verdict, code, facts, lines, took_ms)
      SELECT t.tenant_id, t.id, 'NAME', 'FAILED', 'name_unknown', '{p1.example}', '{}', 9
      FROM provider_test t WHERE t.tenant_id = '%1$s'
      """;

  /** No code writes an address that is none: whoever reads it cannot go on. */
  private static final String BROKEN =
      """
      INSERT INTO consent_link (tenant_id, id, provider_id, return_to, made_by, ends_at, created_at)
      SELECT p.tenant_id, gen_random_uuid(), p.id, '%%', 'ada@a1.example', eg_now(), eg_now() - interval '9 days'
      FROM provider p WHERE p.tenant_id = '%1$s' AND p.name = 'P1'
      """;

  /** What was written here, and not connected. */
  private static final String OURS =
      " AND provider_id IN (SELECT id FROM provider WHERE tenant_id = '%1$s' AND name ~ '^P[0-9]')";

  /** Writes one for a new tenant with three admins. */
  public static FullHouse in(Stack stack) {
    var house = new FullHouse(stack, OwnTenant.in(stack, 3));
    for (var sql : new String[] {MEMBERS, PROVIDERS, GRANTS, EVENTS, OUTWARDS, ACTS, BROKEN}) {
      house.run(sql);
    }
    return house;
  }

  /** What costs others time as long as it lies there. */
  void empty() {
    // nothing of it stands ill any more, so no later turn is about it
    run("UPDATE provider SET status = 'ACTIVE', status_reason = NULL WHERE tenant_id = '%1$s'");
    for (var table : new String[] {"hand_over", "outcome_hour", "refresh_attempt", "oauth_grant"}) {
      run(
          "DELETE FROM "
              + table
              + " WHERE tenant_id = '%1$s'"
              + (table.equals("hand_over") ? "" : OURS));
    }
  }

  /** A path with the ids of what it names in braces. */
  public String at(String path) {
    var name = path.replaceAll("[^{]*\\{?([^}]*).*", "$1");
    return name.isEmpty() ? path : at(path.replace("{" + name + "}", id(name)));
  }

  private String id(String name) {
    return one(
        switch (name) {
          case "provider" -> "id FROM provider WHERE name = 'P1'";
          case "grant" -> "grant_id FROM refresh_attempt WHERE node = 'full1' AND fence = 1";
          case "hand-over" -> "id FROM hand_over WHERE true";
          case "bulk-act" -> "act_id FROM bulk_item WHERE true";
          case "event" -> "max(number) FROM audit_event WHERE type = 'refresh_ended'";
          case "export" -> "id FROM audit_export WHERE true";
          case "verification" -> "id FROM audit_verification WHERE true";
          case "key" -> "id FROM api_key WHERE name = 'K1'";
          case "webhook" -> "id FROM webhook WHERE name = 'W1'";
          case "delivery" -> "max(number) FROM webhook_delivery WHERE true";
          case "link" -> "id FROM consent_link WHERE external_id = 'c_1'";
          case "broken" -> "id FROM consent_link WHERE return_to = '%%'";
          case "member" -> "id FROM member WHERE display_name = 'M1'";
          default -> throw new IllegalArgumentException(name);
        });
  }

  /** The first such value. */
  private String one(String what) {
    var query = "SELECT " + what + " AND tenant_id = '%1$s' LIMIT 1";
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement();
        var found = statement.executeQuery(query.formatted(tenant.id()))) {
      found.next();
      return found.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String sql) {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      statement.execute(sql.formatted(tenant.id()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
