package io.evergrant.portal.overview;

import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.overview.EndsSoon;
import io.evergrant.domain.overview.Overview;
import io.evergrant.domain.overview.Pulse;
import io.evergrant.domain.overview.Starts;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.overview.ProblemLine.Line;
import io.evergrant.portal.overview.ProviderHealth.Row;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.ShownZone;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.overview.ReadOverview;
import io.evergrant.usecase.port.VaultHealth;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What needs a person first, and how everything else does. */
@Named("overviewPage")
@RequestScoped
public class OverviewPage {
  /** Problems that are seen at once; the others are a click away. */
  private static final int AT_ONCE = 10;

  @Inject private SignedInMember me;
  @Inject private Sentences text;
  @Inject private Words words;
  @Inject private ReadOverview reading;
  @Inject private ProblemLine problems;
  @Inject private ProviderHealth health;
  @Inject private LagWords lags;
  @Inject private ShownZone zone;

  private VaultHealth.State vault = VaultHealth.State.SERVES;
  private Overview overview =
      new Overview(Instant.EPOCH, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
  private List<Line> lines = List.of();
  private List<Tile> tiles = List.of();
  private List<Row> providers = List.of();
  private Bars day = new Bars(List.of());
  private Bars month = new Bars(List.of());

  @PostConstruct
  void load() {
    vault = reading.vault();
    overview = reading.of(me.member(), zone.id());
    // a page asks for each of these several times
    lines = overview.problems().stream().map(problems::of).toList();
    tiles = tiles();
    providers = overview.pulses().stream().map(pulse -> health.of(overview, pulse)).toList();
    day = Bars.of(overview.hours(), Starts.hours(overview.now()));
    month = Bars.of(overview.days(), Starts.days(overview.now(), zone.id()));
  }

  public long getTotal() {
    return overview.total();
  }

  /** Grants that only a person can help. */
  public long getTroubled() {
    return overview.count(GrantStatus.NEEDS_CONSENT) + overview.count(GrantStatus.NEEDS_REVIEW);
  }

  public long getWell() {
    return overview.count(GrantStatus.ACTIVE);
  }

  public boolean isWithoutProviders() {
    return overview.pulses().isEmpty();
  }

  /** Why no refresh can go out; null while Vault serves. */
  public @Nullable String getVaultTrouble() {
    return words.vaultTrouble(vault);
  }

  /** Providers whose grants are not refreshed. */
  public List<Pulse> getPaused() {
    return overview.pulses().stream().filter(Pulse::isPaused).toList();
  }

  public List<Line> getFirst() {
    return lines.subList(0, Math.min(AT_ONCE, lines.size()));
  }

  public List<Line> getRest() {
    return lines.subList(getFirst().size(), lines.size());
  }

  public List<Tile> getTiles() {
    return tiles;
  }

  private List<Tile> tiles() {
    var shown = new ArrayList<Tile>();
    for (var status : GrantStatus.values()) {
      var count = overview.count(status);
      if (count > 0 || isAlwaysShown(status)) {
        shown.add(
            tile(count, words.tone(status), words.status(status), "status=" + words.code(status)));
      }
    }
    shown.add(ends(overview.endInAWeek(), EndsSoon.WEEK));
    shown.add(ends(overview.endInAMonth(), EndsSoon.MONTH));
    var longLived = overview.countLongLived();
    shown.add(tile(longLived, "idle", text.of("overview.tile.long_lived"), "rotation=never"));
    return shown;
  }

  private Tile ends(long count, Duration within) {
    var days = within.toDays();
    return tile(count, "warn", text.of("overview.tile.ends", days), "ends=" + days);
  }

  private Tile tile(long count, String tone, String word, String filter) {
    return new Tile(
        text.of("number", count), word, count == 0 ? "none" : tone, "/grants?" + filter);
  }

  private static boolean isAlwaysShown(GrantStatus status) {
    return switch (status) {
      case ACTIVE, NEEDS_CONSENT, NEEDS_REVIEW, PAUSED -> true;
      case PENDING, UNPROVED, REVOKED -> false;
    };
  }

  /** How late the latest refresh is. */
  public Tile getLag() {
    var lag = overview.lag();
    return new Tile(lags.shortly(lag), text.of("overview.tile.lag"), lags.tone(lag), "");
  }

  /** The same, provider by provider. */
  public LagBars getLags() {
    return LagBars.of(overview.pulses());
  }

  public List<Pulse> getPulses() {
    return overview.pulses();
  }

  public Bars getDay() {
    return day;
  }

  public Bars getMonth() {
    return month;
  }

  public List<Row> getProviders() {
    return providers;
  }

  /** A figure, with the address of what it counts; empty where there is none. */
  public record Tile(String figure, String word, String tone, String address) {}
}
