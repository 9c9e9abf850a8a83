package io.evergrant.usecase.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.Probe;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.TokenGuard;
import io.evergrant.usecase.provider.FieldProblem.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCheckTest {
  private static final String ME = "https://api.p.example/me";

  @Test
  void what_was_typed_becomes_the_policy() {
    var policy =
        good(
            new PolicyDraft(
                RefreshMode.KEEP_ALIVE,
                ProofKind.PROBE,
                " " + ME + " ",
                "204",
                true,
                ReuseConsequence.REVOKES_MORE,
                "30",
                "90d",
                "12h"));
    assertThat(policy.mode()).isEqualTo(RefreshMode.KEEP_ALIVE);
    assertThat(policy.probe()).isEqualTo(new Probe(URI.create(ME), 204));
    assertThat(policy.introspectsRefreshTokens()).isTrue();
    assertThat(policy.reuse()).isEqualTo(ReuseConsequence.REVOKES_MORE);
    assertThat(policy.reuseGrace()).isEqualTo(Duration.ofSeconds(30));
    assertThat(policy.idleLimit()).isEqualTo(Duration.ofDays(90));
    assertThat(policy.absoluteLimit()).isEqualTo(Duration.ofHours(12));
    assertThat(policy.margin()).as("not in the form").isEqualTo(RefreshPolicy.CAREFUL.margin());
  }

  @Test
  void what_is_left_empty_is_unknown() {
    var policy = good(draft(ProofKind.NONE, "", "", "", ""));
    assertThat(policy.probe()).isNull();
    assertThat(policy.idleLimit()).isNull();
    assertThat(policy.absoluteLimit()).isNull();
    assertThat(policy.reuseGrace()).isZero();
  }

  @Test
  void a_good_probe_is_answered_with_200_unless_something_else_is_said() {
    assertThat(good(draft(ProofKind.PROBE, ME, "", "", "")).probe())
        .isEqualTo(new Probe(URI.create(ME), 200));
  }

  @Test
  void P09_a_proof_by_probe_needs_an_address() {
    assertThat(problems(draft(ProofKind.PROBE, "", "", "", "")))
        .containsExactly(new FieldProblem("probe", Problem.MISSING));
    assertThat(problems(draft(ProofKind.PROBE, "http://api.p.example/me", "", "", "")))
        .containsExactly(new FieldProblem("probe", Problem.NOT_HTTPS));
    assertThat(problems(draft(ProofKind.NONE, "me", "", "", "")))
        .containsExactly(new FieldProblem("probe", Problem.NOT_AN_ADDRESS));
  }

  @Test
  void P10_rules_for_tokens_that_never_change_are_off_unless_somebody_turns_them_on() {
    assertThat(good(draft(ProofKind.NONE, "", "", "", "")).guard()).isEqualTo(TokenGuard.NONE);
    assertThat(good(guarded(true, false, "")).guard()).isEqualTo(new TokenGuard(true, false, null));
    assertThat(good(guarded(false, true, " 3650 ")).guard())
        .isEqualTo(new TokenGuard(false, true, Duration.ofDays(3_650)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "3651", "90d", "1.5", "never"})
  void P10_a_consent_is_renewed_after_a_number_of_days(String days) {
    assertThat(problems(guarded(false, false, days)))
        .containsExactly(new FieldProblem("consentDays", Problem.NOT_DAYS));
  }

  private static PolicyDraft guarded(boolean noImport, boolean noHandOver, String days) {
    return new PolicyDraft(
        RefreshMode.KEEP_WARM,
        ProofKind.NONE,
        "",
        "",
        false,
        ReuseConsequence.REVOKES_GRANT,
        "",
        "",
        "",
        noImport,
        noHandOver,
        days);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "600", "ok", "-200", "2000000000000"})
  void what_is_no_status_is_refused(String status) {
    assertThat(problems(draft(ProofKind.PROBE, ME, status, "", "")))
        .containsExactly(new FieldProblem("probeStatus", Problem.NOT_A_STATUS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"90", "0d", "-1d", "1w", "d", "1.5h", "99999d", "3651d", "90d 1h"})
  void what_is_no_life_is_refused(String span) {
    assertThat(problems(draft(ProofKind.NONE, "", "", span, "")))
        .containsExactly(new FieldProblem("idleLimit", Problem.NOT_A_SPAN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "86401", "x", "1.5"})
  void a_grace_is_a_number_of_seconds_up_to_a_day(String grace) {
    assertThat(problems(draft(ProofKind.NONE, "", "", "", grace)))
        .containsExactly(new FieldProblem("reuseGrace", Problem.NOT_A_NUMBER));
  }

  @ParameterizedTest
  @CsvSource({"90d,90d", "12h,12h", "30m,30m", "24h,1d", "120m,2h", "90m,90m", "3650d,3650d"})
  void a_life_is_written_as_short_as_it_can_be(String typed, String shown) {
    assertThat(Span.write(Span.parse(typed).orElseThrow())).isEqualTo(shown);
  }

  private static RefreshPolicy good(PolicyDraft draft) {
    var check = new PolicyCheck(draft);
    var policy = check.check(RefreshPolicy.CAREFUL);
    assertThat(check.problems()).isEmpty();
    return policy;
  }

  private static List<FieldProblem> problems(PolicyDraft draft) {
    var check = new PolicyCheck(draft);
    check.check(RefreshPolicy.CAREFUL);
    return check.problems();
  }

  private static PolicyDraft draft(
      ProofKind proof, String probe, String status, String idleLimit, String reuseGrace) {
    return new PolicyDraft(
        RefreshMode.KEEP_WARM,
        proof,
        probe,
        status,
        false,
        ReuseConsequence.REVOKES_GRANT,
        reuseGrace,
        idleLimit,
        "");
  }
}
