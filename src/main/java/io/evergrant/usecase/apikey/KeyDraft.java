package io.evergrant.usecase.apikey;

import io.evergrant.domain.apikey.ApiScope;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it was asked for.
 *
 * @param provider id of the only provider; empty for all
 * @param addresses ranges, separated by white space or commas; empty for all
 * @param life null for no end
 */
public record KeyDraft(
    String name, Set<ApiScope> scopes, String provider, String addresses, @Nullable Duration life) {
  public KeyDraft {
    scopes = Set.copyOf(scopes);
  }
}
