package io.evergrant.portal.overview;

import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.overview.EndsSoon;
import io.evergrant.domain.overview.Problem;
import io.evergrant.domain.overview.Pulse;
import io.evergrant.portal.frame.Query;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Puts problems into words, each with the one act that mends it. */
@RequestScoped
public class ProblemLine {
  @Inject private SignedInMember me;
  @Inject private Sentences text;
  @Inject private Words words;

  Line of(Problem problem) {
    return switch (problem) {
      case Problem.ClientRefused p ->
          line(
              p,
              "bad",
              text.of("overview.client_refused", p.at().name()),
              words.pauseReason(p.at().pausedFor()),
              text.of("overview.client_refused.act"),
              "/providers/" + p.at().provider() + "#clientSecret");
      case Problem.ConsentLost p ->
          line(
              p,
              "bad",
              text.of("overview.trouble", p.at().name(), words.status(GrantStatus.NEEDS_CONSENT)),
              words.statusCause(p.cause()),
              text.of("overview.consent_lost.act", p.grants()),
              consents(p));
      case Problem.InDoubt p ->
          line(
              p,
              "warn",
              text.of("overview.trouble", p.at().name(), words.status(GrantStatus.NEEDS_REVIEW)),
              words.statusCause(p.cause()),
              text.of("overview.in_doubt.act", p.grants()),
              grants(p, GrantStatus.NEEDS_REVIEW, p.cause(), p.one()));
      case Problem.NotAnswering p ->
          line(
              p,
              "warn",
              text.of("overview.not_answering", p.at().name()),
              text.of("overview.not_answering.what"),
              text.of("overview.log.act"),
              log(p.at()));
      case Problem.Late p ->
          line(
              p,
              "warn",
              text.of("overview.late", p.at().name()),
              text.of("overview.late.what"),
              text.of("overview.log.act"),
              log(p.at()));
      case Problem.EndsInAWeek p -> ends(p, EndsSoon.WEEK.toDays());
      case Problem.EndsInAMonth p ->
          p.sooner() == 0 ? ends(p, EndsSoon.MONTH.toDays()) : endsLater(p);
      case Problem.Paused p ->
          line(
              p,
              "idle",
              text.of("overview.paused", p.at().name()),
              words.pauseReason(p.at().pausedFor()),
              text.of("overview.paused.act"),
              "/providers/" + p.at().provider());
    };
  }

  private Line ends(Problem problem, long days) {
    return new Line(
        problem.grants(),
        "warn",
        text.of("overview.ends", problem.at().name(), days),
        text.of("overview.ends.what"),
        text.of("overview.ends.first"),
        problem.since(),
        act(text.of("overview.ends.act", problem.grants())),
        owners(problem.grants(), ending(problem.at(), days)));
  }

  /** A question about a month finds those of the week too: they are asked with the others. */
  private Line endsLater(Problem.EndsInAMonth p) {
    var week = EndsSoon.WEEK.toDays();
    var month = EndsSoon.MONTH.toDays();
    var all = p.grants() + p.sooner();
    return new Line(
        p.grants(),
        "warn",
        text.of("overview.ends.later", p.at().name(), week, month),
        text.of("overview.ends.later.what", p.sooner(), week, all),
        text.of("overview.ends.later.first", week),
        p.since(),
        act(text.of("overview.ends.act", all)),
        owners(all, ending(p.at(), month)));
  }

  private static Query ending(Pulse at, long days) {
    return new Query().with("provider", at.provider()).with("ends", days);
  }

  private Line line(
      Problem problem, String tone, String title, String what, String act, String address) {
    return new Line(
        problem.grants(),
        tone,
        title,
        what,
        text.of("overview.since"),
        problem.since(),
        act(act),
        address);
  }

  /** Who may not mend it is not told to. */
  private String act(String act) {
    return me.isAdmin() ? act : text.of("overview.look");
  }

  private String grants(
      Problem problem, GrantStatus status, @Nullable String cause, @Nullable GrantId one) {
    if (problem.grants() == 1 && one != null) {
      return "/grants/" + one;
    }
    return "/grants" + standing(problem, status, cause);
  }

  /** Without a cause the question would find those of every cause: then the list alone. */
  private String consents(Problem.ConsentLost p) {
    return p.grants() == 1 || p.cause() == null
        ? grants(p, GrantStatus.NEEDS_CONSENT, p.cause(), p.one())
        : owners(p.grants(), standing(p, GrantStatus.NEEDS_CONSENT, p.cause()));
  }

  private Query standing(Problem problem, GrantStatus status, @Nullable String cause) {
    return new Query()
        .with("status", words.code(status))
        .with("cause", cause)
        .with("provider", problem.at().provider());
  }

  /** Whom links for all of them reach, seen before any is made; the list for who makes none. */
  private String owners(long grants, Query question) {
    if (grants == 1 || !me.isAdmin()) {
      return "/grants" + question;
    }
    var asked = new Query().with("act", BulkKind.LINK.code()).with("which", "all");
    question.parts().forEach(asked::with);
    return "/bulk-acts/new" + asked;
  }

  private static String log(Pulse at) {
    return "/audit" + new Query().with("provider", at.provider());
  }

  /**
   * One problem and the way to its mend.
   *
   * @param when what {@code since} is the time of
   */
  public record Line(
      long count,
      String tone,
      String title,
      String what,
      String when,
      @Nullable Instant since,
      String act,
      String address) {}
}
