package io.evergrant.portal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.EventFields;
import io.evergrant.domain.audit.QuestionText;
import io.evergrant.domain.audit.Reading;
import io.evergrant.domain.provider.ProviderId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event leads to all that it touches. */
class FactAddressTest {
  private static final String ID = "0b7e5c1a-6a54-4f0e-9d53-5d0d4a8f3a11";
  private static final String PROVIDER = "5a1f9a55-2f68-4d3b-9a3a-0c6c0a3f0c22";
  private static final String ASKED = "/audit?q=";

  /** The event itself leads to its grant and its provider, and to what is named by id beside it. */
  private static final Set<String> LED_TO_OTHERWISE =
      words("account contact external_id name slug superseded_by");

  /** Keys of the vault and of clients, versions of what they sealed: no page shows one. */
  private static final Set<String> OF_KEYS =
      words(
          """
          algorithm ciphertext decrypted key key_code key_version key_versions kid kv_version
          kv_version_old signing_algorithm signs
          """);

  /** Places in the chain, which are no numbers of events, and what a file is compared with. */
  private static final Set<String> OF_THE_CHAIN =
      words(
          """
          after before bytes checkpoints complete events finding first format from from_byte hash
          root sequence sha256 signed_up_to until
          """);

  private static final Set<String> AMOUNTS_AND_TIMES =
      words(
          """
          absolute_limit_s api_keys assumed_life_s cancelled closed_at consent_days deadline_s done
          ends_at entries escrows expires_at failed failures first_ends_at gone grants here_only
          idle_limit_s imported latency_ms left_alone life_s margin_s members min_ttl_s months
          next_due_s not_reached not_refreshed notices opened_at overlap_s providers refused
          refused_there replaced reuse_grace_s revoked_there rows still_due tries unchanged
          """);

  /** Addresses of other sites, or of this one in a letter. */
  private static final Set<String> OF_SITES =
      words(
          """
          authorization_endpoint hosts introspection_endpoint issuer origin page path paths probe
          pushed_authorization_endpoint refresh_endpoint return_addresses return_to
          revocation_endpoint token_endpoint userinfo_endpoint
          """);

  /** How it was set, what was asked, what came of it. */
  private static final Set<String> TOLD_IN_FULL =
      words(
          """
          act address addresses ask_owners assertion_audience at_provider authorize_parameters
          bound_by changed client_authentication client_id colour detail error_description
          event_types expected filter got introspects_refresh_tokens issuer_in_response kind mailed
          method methods mode owner_language probe_status proof question reason reconnected
          refresh_mode refreshed refuses_hand_over refuses_import repeated result reuse role
          role_before rotated scope scope_asked scope_granted scope_separator scopes
          sealed_hand_over sealed_import second_for_revoke stage state status step store
          token_parameters token_request_body topics zone
          """);

  @Test
  void whatever_an_event_can_name_leads_somewhere_or_it_is_known_why_not() {
    var plain = new TreeSet<String>();
    for (var reason :
        new Set<?>[] {
          LED_TO_OTHERWISE, OF_KEYS, OF_THE_CHAIN, AMOUNTS_AND_TIMES, OF_SITES, TOLD_IN_FULL
        }) {
      reason.forEach(name -> assertThat(plain.add(name.toString())).as("%s twice", name).isTrue());
    }
    var names = new TreeSet<>(EventFields.OF_ACTORS);
    for (var type : AuditEventType.values()) {
      names.addAll(EventFields.of(type));
    }
    names.removeIf(name -> !address(name, ID).isEmpty());
    assertThat(names).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "api_key, /keys/",
    "bulk_act, /bulk-acts/",
    "consent_link, /links/",
    "export, /audit/exports/",
    "hand_over, /hand-overs/",
    "number, /audit/",
    "only_provider, /providers/",
    "provider_test, /providers/5a1f9a55-2f68-4d3b-9a3a-0c6c0a3f0c22/test?run=",
    "verification, /audit/verify/",
    "webhook, /webhooks/"
  })
  void what_has_a_page_leads_to_it(String name, String before) {
    assertThat(address(name, ID)).isEqualTo(before + ID);
    assertThat(address(name, "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "approved_by, ada@acme.example, actor:ada@acme.example",
    "asked_by, night shift, actor:\"night shift\"",
    "cause, revoked, cause:revoked",
    "digest, " + ID + ", " + ID,
    "error, invalid_grant, error:invalid_grant",
    "fingerprint_new, 0f0e, 0f0e",
    "http_status, 401, status:401",
    "member, otto@acme.example, actor:otto@acme.example",
    "node, n1, node:n1",
    "replay_of, " + ID + ", attempt:" + ID,
    "ticket, " + ID + ", " + ID,
    "trigger, timer, trigger:timer"
  })
  void what_has_none_leads_to_a_question_that_the_log_understands(
      String name, String value, String question) {
    var address = address(name, value);
    assertThat(address).startsWith(ASKED);
    var asked = URLDecoder.decode(address.substring(ASKED.length()), StandardCharsets.UTF_8);
    assertThat(asked).isEqualTo(question);
    assertThat(QuestionText.read(asked, Map.of(), ZoneOffset.UTC))
        .isInstanceOfSatisfying(
            Reading.Understood.class, read -> assertThat(read.parts()).hasSize(1));
  }

  private static String address(String name, String value) {
    var entry =
        new AuditEntry(
            7,
            Instant.EPOCH,
            AuditEventType.PROVIDER_TEST_ENDED,
            "timer",
            null,
            null,
            ProviderId.parse(PROVIDER),
            "Some",
            null,
            null,
            Map.of(name, value));
    return FactAddress.of(entry, name, value);
  }

  private static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.strip().split("\\s+")));
  }
}
