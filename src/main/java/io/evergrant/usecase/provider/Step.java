package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * What a description makes of one provider.
 *
 * @param known as it is registered; null where it is not
 * @param wanted as it would be registered
 * @param replacesSecret whether a client secret is described that is not the stored one
 */
public record Step(
    ProviderDraft draft,
    @Nullable Provider known,
    Provider wanted,
    boolean replacesSecret,
    HostsChange hosts) {
  /** What would be done. */
  public Change change() {
    if (known == null) {
      return Change.ADDED;
    }
    return replacesSecret || hosts.isOne() || !wanted.isRegisteredLike(known)
        ? Change.CHANGED
        : Change.SAME;
  }

  /** Of a provider that is described. */
  public enum Change {
    ADDED,
    CHANGED,
    SAME
  }
}
