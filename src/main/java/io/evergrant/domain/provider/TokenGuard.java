package io.evergrant.domain.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tighter rules for a provider whose refresh tokens do not rotate (P10): who has such a token has
 * it for good. Each is off unless an admin turns it on.
 *
 * @param refusesImport no tokens of another program are taken
 * @param refusesHandOver no refresh token leaves
 * @param consentLife a grant whose token was never seen to change needs a new consent so long after
 *     the last one, in whole days; null: never
 */
public record TokenGuard(
    boolean refusesImport, boolean refusesHandOver, @Nullable Duration consentLife) {
  public static final TokenGuard NONE = new TokenGuard(false, false, null);
}
