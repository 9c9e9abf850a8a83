package io.evergrant.portal.overview;

import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.overview.Counts;
import io.evergrant.domain.overview.Overview;
import io.evergrant.domain.overview.Pulse;
import io.evergrant.domain.overview.Stand;
import io.evergrant.domain.overview.Starts;
import io.evergrant.portal.text.Sentences;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** How each provider does, in a row of the table. */
@RequestScoped
public class ProviderHealth {
  @Inject private Sentences text;

  Row of(Overview overview, Pulse pulse) {
    var mine =
        overview.hours().stream()
            .filter(tally -> tally.provider().equals(pulse.provider()))
            .toList();
    var bars = Bars.of(mine, Starts.hours(overview.now()));
    var sum = bars.total();
    return new Row(
        pulse,
        overview.count(pulse.provider()),
        sum,
        bars.paths(4, 3, 20),
        share(sum),
        state(overview, pulse));
  }

  /** Rounded down: only what never failed is a hundred. */
  private String share(Counts total) {
    return total.all() == 0
        ? text.of("overview.share.none")
        : text.of("overview.share", Math.floor(1000.0 * total.renewed() / total.all()) / 10);
  }

  private State state(Overview overview, Pulse pulse) {
    var lost = count(overview, pulse, GrantStatus.NEEDS_CONSENT);
    var doubt = count(overview, pulse, GrantStatus.NEEDS_REVIEW);
    if (pulse.isClientRefused()) {
      return new State("bad", text.of("overview.state.client_refused"));
    }
    if (pulse.isPaused()) {
      return new State("idle", text.of("provider.status.paused"));
    }
    if (pulse.asksAgainAt() != null) {
      return new State("warn", text.of("overview.state.not_answering"));
    }
    if (pulse.late() > 0) {
      return new State("warn", text.of("overview.state.late", pulse.late()));
    }
    if (lost > 0) {
      return new State("bad", text.of("overview.state.consent_lost", lost));
    }
    if (doubt > 0) {
      return new State("warn", text.of("overview.state.in_doubt", doubt));
    }
    return overview.count(pulse.provider()) == 0
        ? new State("wait", text.of("overview.state.no_grants"))
        : new State("good", text.of("overview.state.well"));
  }

  private static long count(Overview overview, Pulse pulse, GrantStatus status) {
    return overview.stands().stream()
        .filter(stand -> stand.provider().equals(pulse.provider()) && stand.status() == status)
        .mapToLong(Stand::grants)
        .sum();
  }

  /** One provider, with what became of its refreshes within a day. */
  public record Row(
      Pulse pulse, long grants, Counts sum, Bars.Paths paths, String share, State state) {}

  /** Icon, colour and word. */
  public record State(String tone, String word) {}
}
