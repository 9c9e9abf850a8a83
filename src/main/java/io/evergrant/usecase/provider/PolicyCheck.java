package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.Probe;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.TokenGuard;
import io.evergrant.usecase.provider.FieldProblem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the draft of a policy into one, or names every field that stands in the way. */
final class PolicyCheck {
  private static final int LONGEST_GRACE = 86_400;
  private static final int LONGEST_CONSENT = 3_650;
  private static final String USUAL_STATUS = "200";

  private final List<FieldProblem> problems = new ArrayList<>();
  private final PolicyDraft draft;

  PolicyCheck(PolicyDraft draft) {
    this.draft = draft;
  }

  List<FieldProblem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Means something only where there are no problems.
   *
   * @param known what the draft does not say is taken from here
   */
  RefreshPolicy check(RefreshPolicy known) {
    var probe = probe();
    var grace = whole("reuseGrace", draft.reuseGrace(), "0", 0, LONGEST_GRACE);
    var idle = span("idleLimit", draft.idleLimit());
    var absolute = span("absoluteLimit", draft.absoluteLimit());
    return new RefreshPolicy(
        draft.mode(),
        known.margin(),
        known.assumedLife(),
        idle,
        Duration.ofSeconds(grace),
        draft.reuse(),
        draft.proof() == ProofKind.PROBE && probe == null ? ProofKind.NONE : draft.proof(),
        known.deadline(),
        absolute,
        draft.introspectsRefreshTokens(),
        probe,
        guard());
  }

  private TokenGuard guard() {
    var days =
        draft.consentDays().isBlank()
            ? 0
            : whole("consentDays", draft.consentDays(), "", 1, LONGEST_CONSENT);
    return new TokenGuard(
        draft.refusesImport(), draft.refusesHandOver(), days == 0 ? null : Duration.ofDays(days));
  }

  private @Nullable Probe probe() {
    var status = whole("probeStatus", draft.probeStatus(), USUAL_STATUS, 100, 599);
    if (draft.probe().isBlank()) {
      if (draft.proof() == ProofKind.PROBE) {
        problem("probe", Problem.MISSING);
      }
      return null;
    }
    return switch (Addresses.parse(draft.probe().strip())) {
      case Addresses.Good good -> new Probe(good.uri(), Math.max(100, status));
      case Addresses.NotAnAddress bad -> refuse(Problem.NOT_AN_ADDRESS);
      case Addresses.NotHttps bad -> refuse(Problem.NOT_HTTPS);
    };
  }

  private @Nullable Probe refuse(Problem problem) {
    problem("probe", problem);
    return null;
  }

  private @Nullable Duration span(String field, String typed) {
    if (typed.isBlank()) {
      return null;
    }
    var span = Span.parse(typed);
    if (span.isEmpty()) {
      problem(field, Problem.NOT_A_SPAN);
    }
    return span.orElse(null);
  }

  private int whole(String field, String typed, String otherwise, int least, int most) {
    var text = typed.isBlank() ? otherwise : typed.strip();
    try {
      var number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the problem
    }
    problem(
        field,
        switch (field) {
          case "probeStatus" -> Problem.NOT_A_STATUS;
          case "consentDays" -> Problem.NOT_DAYS;
          default -> Problem.NOT_A_NUMBER;
        });
    return 0;
  }

  private void problem(String field, Problem problem) {
    problems.add(new FieldProblem(field, problem));
  }
}
