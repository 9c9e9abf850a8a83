package io.evergrant.usecase.provider;

import io.evergrant.domain.catalogue.ClientRules.Body;
import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.Fact;
import io.evergrant.domain.catalogue.Life;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.ReuseConsequence;
import java.time.Duration;

/** The part of a preset that decides what a refresh and a replay may do. */
final class PresetPolicy {
  /** Tokens that live no longer cost six refreshes an hour, day and night, to be kept warm. */
  private static final Duration SHORT = Duration.ofMinutes(10);

  private static final Duration LONGEST_GRACE = Duration.ofDays(1);

  private PresetPolicy() {}

  static PolicyDraft of(Entry entry, boolean introspection, boolean userinfo) {
    var replays = entry.replays();
    return new PolicyDraft(
        mode(entry),
        proof(entry, introspection, userinfo),
        "",
        "",
        introspection && replays.introspectsRefreshTokens().known().orElse(false),
        replays.consequence().known().orElse(ReuseConsequence.REVOKES_GRANT),
        grace(replays.grace()),
        span(entry.lives().idle()),
        span(entry.lives().absolute()));
  }

  private static RefreshMode mode(Entry entry) {
    var lives = entry.lives();
    var late = lives.earliestRefresh().known().flatMap(Life::limit).isPresent();
    var brief =
        lives
            .access()
            .known()
            .flatMap(Life::limit)
            .filter(span -> span.compareTo(SHORT) <= 0)
            .isPresent();
    return late || brief ? RefreshMode.KEEP_ALIVE : RefreshMode.KEEP_WARM;
  }

  private static ProofKind proof(Entry entry, boolean introspection, boolean userinfo) {
    if (introspection && entry.client().body().known().filter(Body.JSON::equals).isEmpty()) {
      return ProofKind.INTROSPECTION;
    }
    return userinfo ? ProofKind.USERINFO : ProofKind.NONE;
  }

  /** A shorter grace than the provider's is a safe one. */
  private static String grace(Fact<Life> grace) {
    return grace
        .known()
        .flatMap(Life::limit)
        .map(span -> span.compareTo(LONGEST_GRACE) > 0 ? LONGEST_GRACE : span)
        .map(span -> Long.toString(span.toSeconds()))
        .orElse("");
  }

  private static String span(Fact<Life> life) {
    return life.known().flatMap(Life::limit).map(Span::write).orElse("");
  }
}
