package io.evergrant.portal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Rotation;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.Classification.UnknownCause;
import io.evergrant.domain.outcome.ConsentCause;
import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.DisabledWhy;
import io.evergrant.domain.webhook.EventGroup;
import io.evergrant.usecase.importing.BodyFault;
import io.evergrant.usecase.importing.Fault;
import io.evergrant.usecase.port.Discovery;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.VaultHealth;
import io.evergrant.usecase.provider.FieldProblem;
import io.evergrant.usecase.webhook.WebhookProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each code that the domain knows has its sentence. */
class WordsTest {
  private static final Sentences ENGLISH = new Sentences(Locale.ENGLISH);
  private final Words words = new Words(ENGLISH);

  @Test
  void the_samples_below_leave_no_outcome_out() {
    assertThat(outcomes().map(outcome -> (Object) outcome.getClass()).distinct())
        .containsExactlyInAnyOrder((Object[]) RefreshOutcome.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void every_outcome_has_its_sentence(RefreshOutcome outcome) {
    var code = outcome.code();
    assertThat(ENGLISH.has("outcome.short." + code)).as(code).isTrue();
    assertThat(ENGLISH.has("outcome." + code)).as(code).isTrue();
    if (!outcome.detail().isEmpty() && !(outcome instanceof RefreshOutcome.ProviderRefused)) {
      assertThat(ENGLISH.has("outcome." + code + "." + outcome.detail()))
          .as(outcome.detail())
          .isTrue();
    }
    assertThat(words.outcome(code, outcome.detail())).doesNotContain("{", "_");
  }

  static Stream<RefreshOutcome> outcomes() {
    var all = new ArrayList<RefreshOutcome>();
    for (var proof : Proof.values()) {
      all.add(new RefreshOutcome.Renewed(true, proof));
      all.add(new RefreshOutcome.Renewed(false, proof));
    }
    for (var cause : DeferCause.values()) {
      all.add(new RefreshOutcome.Deferred(cause, Duration.ZERO));
    }
    for (var cause : ConsentCause.values()) {
      all.add(new RefreshOutcome.ConsentLost(cause));
    }
    all.add(new RefreshOutcome.ProviderRefused("a provider’s word"));
    for (var cause : UnknownCause.values()) {
      all.add(new RefreshOutcome.Unknown(cause, true, Duration.ZERO));
    }
    all.add(new RefreshOutcome.LostRace());
    all.add(new RefreshOutcome.Escrowed());
    for (var cause : RefreshOutcome.AbandonCause.values()) {
      all.add(new RefreshOutcome.Abandoned(cause));
    }
    return all.stream();
  }

  @Test
  void every_constant_that_a_page_shows_has_its_word() {
    assertAll("status.", GrantStatus.values());
    assertAll("status.mend.", GrantStatus.values());
    assertAll("cause.", ConsentCause.values());
    assertAll("event.", AuditEventType.values());
    assertAll("rotation.", Rotation.values());
    assertAll("trigger.", Trigger.values());
    assertAll("proof.", Proof.values());
    assertAll("role.", Role.values());
    assertAll("role.what.", Role.values());
    assertAll("provider.status.", ProviderStatus.values());
    assertAll("choice.", ClientAuthentication.values());
    assertAll("choice.", RefreshMode.values());
    assertAll("choice.proof.", ProofKind.values());
    assertAll("choice.reuse.", ReuseConsequence.values());
    assertAll("field.problem.", FieldProblem.Problem.values());
    assertAll("discovery.", Discovery.Why.values());
    assertAll("store.", StoreUnavailable.Cause.values());
    assertAll("import.fault.", Fault.values());
    assertAll("delivery.state.", DeliveryState.values());
    assertAll("delivery.missed.", Answer.Why.values());
    assertAll("webhook.state.", DisabledWhy.values());
    assertAll("webhook.group.", EventGroup.values());
    assertAll("webhook.problem.", WebhookProblem.Why.values());
    for (var kind : BodyFault.Kind.values()) {
      var report = "import.report.body." + kind.name().toLowerCase(Locale.ROOT);
      assertThat(List.of(report + ".title", report + ".what")).allMatch(ENGLISH::has);
    }
  }

  @Test
  void why_a_provider_is_paused_is_told_in_words() {
    assertThat(words.pauseReason("paused_by_person")).contains("An admin paused it");
    assertThat(words.pauseReason("client_refused:invalid_client")).contains("invalid_client");
    assertThat(words.pauseReason(null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SEALED | The vault is sealed: no refresh is sent until it is open again. | unseal it",
        "UNREACHABLE | The vault cannot be reached: no refresh is sent until it is back. | look at"
            + " it",
        "DENIED | The vault refuses this portal: no refresh is sent until it admits it. | login and"
            + " policy",
        "FAILING | The vault answers with errors: no refresh is sent until it serves. | look at it"
      })
  void what_is_wrong_with_the_vault_is_told_with_who_mends_it(
      VaultHealth.State state, String what, String mend) {
    assertThat(words.vaultTrouble(state))
        .startsWith(what)
        .contains("Nothing is lost", "Whoever runs this installation has to", mend);
  }

  @Test
  void a_vault_that_serves_is_no_trouble_and_every_other_state_is() {
    assertThat(words.vaultTrouble(VaultHealth.State.SERVES)).isNull();
    assertThat(Arrays.stream(VaultHealth.State.values()).filter(s -> words.vaultTrouble(s) != null))
        .hasSize(4);
  }

  @Test
  void a_code_from_a_newer_node_is_shown_as_it_is() {
    assertThat(words.outcome("transmuted", "lead")).isEqualTo("transmuted lead");
    assertThat(words.statusCause("moon_phase")).isEqualTo("moon_phase");
  }

  private static void assertAll(String prefix, Enum<?>[] constants) {
    List<String> keys =
        Arrays.stream(constants)
            .map(constant -> prefix + constant.name().toLowerCase(Locale.ROOT))
            .toList();
    assertThat(keys).allMatch(ENGLISH::has, "is in the bundle");
  }
}
