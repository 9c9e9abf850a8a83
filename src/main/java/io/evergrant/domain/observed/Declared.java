package io.evergrant.domain.observed;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.Life;
import io.evergrant.domain.catalogue.Lives.ExpiresIn;
import io.evergrant.domain.catalogue.Replays;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ReuseConsequence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a provider: by its registration, and where that does not say by the catalogue.
 * Each but {@code reuse} is null where nobody says anything.
 */
public record Declared(
    Replays.@Nullable Rotation rotation,
    ReuseConsequence reuse,
    @Nullable Duration idleLife,
    @Nullable Duration absoluteLife,
    @Nullable Duration accessLife,
    @Nullable ExpiresIn expiresIn) {

  /**
   * Takes both together.
   *
   * @param entry null where the catalogue has no such provider
   */
  public static Declared of(Provider provider, @Nullable Entry entry) {
    var policy = provider.policy();
    if (entry == null) {
      return new Declared(
          null, policy.reuse(), policy.idleLimit(), policy.absoluteLimit(), null, null);
    }
    var lives = entry.lives();
    return new Declared(
        entry.replays().rotation().known().orElse(null),
        policy.reuse(),
        or(policy.idleLimit(), lives.idle().known().flatMap(Life::limit).orElse(null)),
        or(policy.absoluteLimit(), lives.absolute().known().flatMap(Life::limit).orElse(null)),
        lives.access().known().flatMap(Life::limit).orElse(null),
        lives.expiresIn().known().orElse(null));
  }

  private static @Nullable Duration or(@Nullable Duration first, @Nullable Duration second) {
    return first == null ? second : first;
  }
}
