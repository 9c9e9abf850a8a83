package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the catalogue says of every table and function, so that a new one cannot forget. */
class CatalogueIT {
  /** What may cross tenants. A new name here is a decision. */
  private static final Set<String> ACROSS_TENANTS =
      Set.of(
          "eg_claim_owner_turns",
          "eg_claim_owner_mails",
          "eg_claim_bulk_act",
          "eg_sweep_bulk_acts",
          "eg_claim_audit_export",
          "eg_audit_export_link",
          "eg_sweep_audit_exports",
          "eg_claim_audit_verification",
          "eg_claim_provider_tests",
          "eg_claim_audit_removal",
          "eg_remove_audit_events",
          "eg_count_outcomes",
          "eg_claim_rewraps",
          "eg_under_older_keys",
          "eg_claim_webhooks",
          "eg_sweep_webhook_deliveries",
          "eg_claim_notice_turns",
          "eg_claim_notice_mails",
          "eg_claim_due",
          "eg_take_overdue",
          "eg_abandon_exchanges",
          "eg_undrained_escrow",
          "eg_grants_to_empty",
          "eg_stray_locations",
          "eg_sweep_authorizations",
          "eg_sweep_links",
          "eg_sweep_escrows",
          "eg_write_canary",
          "eg_take_authorization",
          "eg_member_by_email",
          "eg_member_by_id",
          "eg_member_by_link",
          "eg_choose_language",
          "eg_choose_zone",
          "eg_sign_in_failed",
          "eg_refused_at_rest",
          "eg_signed_in",
          "eg_first_operator",
          "eg_activate",
          "eg_raise_audit_floor",
          "eg_claim_audit_chains",
          "eg_claim_unsigned_chain",
          "eg_consent_link",
          "eg_sweep_consent_links",
          "eg_api_key",
          "eg_create_api_key",
          "eg_ticket",
          "eg_ticket_welcomes",
          "eg_sweep_tickets",
          "eg_sweep_answers",
          "eg_sealing_keys_to_destroy",
          "eg_sweep_sealing_keys",
          "eg_sweep_hand_overs",
          "eg_published_client_keys",
          "eg_ended_client_keys",
          "eg_ended_former_secrets",
          "eg_create_tenant",
          "eg_create_member",
          "eg_add_member",
          "eg_change_role",
          "eg_new_password_link",
          "eg_newest_checkpoints",
          "eg_remove_member",
          "eg_add_operator_event",
          "eg_operator_events",
          "eg_tenants",
          "eg_tenant_size",
          "eg_found_tenant",
          "eg_suspend_tenant",
          "eg_resume_tenant",
          "eg_begin_tenant_end",
          "eg_end_tenant",
          "eg_node_lives",
          "eg_nodes",
          "eg_queue",
          "eg_syslog_due",
          "eg_claim_syslog",
          "eg_syslog_goes_on",
          "eg_syslog_taken",
          "eg_syslog_failed",
          "eg_syslog_standing");

  @Test
  void P14_every_table_with_tenants_rows_forces_row_level_security() {
    assertThat(
            column(
                """
                SELECT c.relname
                FROM pg_class c
                WHERE c.relnamespace = 'public'::regnamespace
                  AND c.relkind IN ('r', 'p')
                  AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
                """))
        .as("tables without forced row-level security: those without anybody's rows")
        .containsExactlyInAnyOrder("eg_clock", "audit_floor", "flyway_schema_history");
    assertThat(tablesWithTenant()).hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void P14_the_runtime_roles_policies_compare_the_tenant_and_nothing_else() {
    var policies =
        rows(
            """
            SELECT tablename, cmd, qual, with_check
            FROM pg_policies
            WHERE schemaname = 'public'
              AND roles = ARRAY['evergrant_app'::name]
            """);
    assertThat(policies.stream().map(List::getFirst)).containsAll(tablesWithTenant());
    for (var policy : policies) {
      var key = "tenant".equals(policy.getFirst()) ? "id" : "tenant_id";
      assertThat(policy.subList(1, 4))
          .as(policy.getFirst())
          .containsExactly("ALL", "(" + key + " = eg_tenant())", null);
    }
    assertThat(
            column(
                """
                SELECT tablename
                FROM pg_policies
                WHERE schemaname = 'public'
                  AND roles NOT IN (ARRAY['evergrant_app'::name], ARRAY['evergrant_definer'::name])
                """))
        .as("policies for anybody else")
        .isEmpty();
  }

  @Test
  void P14_the_runtime_role_owns_nothing_and_cannot_pass_row_level_security() {
    assertThat(
            column(
                """
                SELECT relname FROM pg_class WHERE relowner = 'evergrant_app'::regrole
                UNION ALL
                SELECT proname FROM pg_proc WHERE proowner = 'evergrant_app'::regrole
                UNION ALL
                SELECT nspname FROM pg_namespace WHERE nspowner = 'evergrant_app'::regrole
                UNION ALL
                SELECT datname FROM pg_database WHERE datdba = 'evergrant_app'::regrole
                """))
        .isEmpty();
    assertThat(
            column(
                """
                SELECT rolname
                FROM pg_roles
                WHERE rolname LIKE 'evergrant%'
                  AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
                """))
        .isEmpty();
    assertThat(
            column(
                """
                SELECT roleid::regrole::text
                FROM pg_auth_members
                WHERE member = 'evergrant_app'::regrole
                """))
        .as("roles that the runtime role is a member of")
        .isEmpty();
  }

  @Test
  void P14_what_crosses_tenants_is_listed_and_belongs_to_the_definer() {
    assertThat(
            column(
                """
                SELECT proname
                FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace
                  AND prosecdef
                """))
        .containsExactlyInAnyOrderElementsOf(ACROSS_TENANTS);
    assertThat(
            column(
                """
                SELECT proname
                FROM pg_proc
                WHERE pronamespace = 'public'::regnamespace
                  AND prosecdef
                  AND (proowner <> 'evergrant_definer'::regrole
                       OR NOT coalesce(proconfig, '{}') @> ARRAY['search_path=public, pg_temp'])
                """))
        .as("definer functions of another owner, or without a search path of their own")
        .isEmpty();
  }

  @Test
  void P14_nothing_is_granted_to_everybody() {
    assertThat(
            column(
                """
                SELECT proname
                FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                WHERE p.pronamespace = 'public'::regnamespace
                  AND a.grantee = 0
                """))
        .isEmpty();
    assertThat(
            column(
                """
                SELECT relname
                FROM pg_class c, aclexplode(c.relacl) a
                WHERE c.relnamespace = 'public'::regnamespace
                  AND a.grantee = 0
                """))
        .isEmpty();
  }

  @Test
  void the_runtime_role_can_add_to_the_log_and_change_nothing_of_it() {
    var home = new Household();
    new AuditStore(Server.db())
        .append(AuditEvent.of(home.tenant, AuditEventType.SIGNED_IN, home.person(), Map.of()));
    for (var statement :
        List.of(
            "UPDATE audit_event SET outcome = 'forged'",
            "DELETE FROM audit_event",
            "TRUNCATE audit_event",
            "ALTER TABLE audit_event DISABLE TRIGGER ALL",
            "DROP TABLE audit_event")) {
      assertThatThrownBy(() -> Server.asRuntimeRole(home.tenant, statement))
          .as(statement)
          .hasMessageContaining("42501");
    }
  }

  @Test
  void the_runtime_role_can_write_neither_number_nor_time_of_an_event() {
    var home = new Household();
    for (var column : List.of("number", "at")) {
      var value = column.equals("at") ? "'2020-01-01'" : "1";
      assertThatThrownBy(
              () ->
                  Server.asRuntimeRole(
                      home.tenant,
                      """
                      INSERT INTO audit_event (%s, tenant_id, type, actor_kind, terminal, details)
                      OVERRIDING SYSTEM VALUE
                      VALUES (%s, eg_tenant(), 'signed_in', 'anonymous', false, '{}')
                      """
                          .formatted(column, value)))
          .as(column)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void the_log_refuses_even_a_superuser() {
    for (var statement :
        List.of(
            "UPDATE audit_event SET outcome = 'forged'",
            "DELETE FROM audit_event",
            "TRUNCATE audit_event")) {
      assertThatThrownBy(() -> Server.asSuperuser(statement)).hasMessageContaining("only grows");
    }
  }

  @Test
  void password_hashes_are_out_of_the_runtime_roles_reach() {
    var home = new Household();
    for (var statement :
        List.of(
            "SELECT password_hash FROM member",
            "SELECT * FROM member",
            "SELECT * FROM one_time_link",
            "UPDATE member SET role = 'ADMIN'",
            "UPDATE eg_clock SET shift = interval '1 day'")) {
      assertThatThrownBy(() -> Server.asRuntimeRole(home.tenant, statement))
          .as(statement)
          .hasMessageContaining("permission denied");
    }
  }

  private static Set<@Nullable String> tablesWithTenant() {
    return new HashSet<>(
        column(
            """
            SELECT c.relname
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'public'::regnamespace
              AND c.relkind IN ('r', 'p')
              AND a.attname = 'tenant_id'
            """));
  }

  private static List<@Nullable String> column(String query) {
    var values = new ArrayList<@Nullable String>();
    rows(query).forEach(row -> values.add(row.getFirst()));
    return values;
  }

  private static List<List<@Nullable String>> rows(String query) {
    return Server.asSuperuser(query);
  }
}
