package io.evergrant.usecase.connect;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.outcome.Classification;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.usecase.port.StoreUnavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a callback ended. Only {@code Done} changed a grant. */
public sealed interface Connected {
  /**
   * The account's tokens are kept.
   *
   * @param again whether the grant was there before
   * @param scopesMissing asked for and not granted
   */
  record Done(GrantId grant, String account, boolean again, List<String> scopesMissing)
      implements Connected {}

  /** The consent link was used or revoked while its holder was at the provider. */
  record LinkClosed() implements Connected {}

  record StateMissing() implements Connected {}

  record StateUnheard() implements Connected {}

  /** Another browser session began it. */
  record StateForeign() implements Connected {}

  record StateUsed() implements Connected {}

  record StateEnded() implements Connected {}

  /** The response came from another authorization server than was asked (RFC 9207 section 2.4). */
  record WrongIssuer(String provider, String expected, @Nullable String got) implements Connected {}

  /** The provider answered with an {@code error}, as when the person declined. */
  record Declined(String provider, String error, @Nullable String description)
      implements Connected {}

  record CodeMissing(String provider) implements Connected {}

  record ProviderGone() implements Connected {}

  /** The provider does not take the authorization request (RFC 9126 section 2.3). */
  record PushRefused(
      String provider, int status, @Nullable String error, @Nullable String description)
      implements Connected {}

  /** The provider did not answer when it was told of the authorization request. */
  record PushNotHeard(String provider) implements Connected {}

  /** The token endpoint did not issue tokens. */
  record ExchangeFailed(String provider, Classification classification, ProviderSaid said)
      implements Connected {}

  /** Tokens came, without a refresh token: nothing was stored. */
  record NoRefreshToken(String provider) implements Connected {}

  /** The account that authorised is not the grant's: nothing was changed. */
  record OtherAccount(GrantId grant, String expected, String got) implements Connected {}

  /** Whose account it is could not be trusted, or not be told where it must be. */
  record AccountRefused(String provider, String detail) implements Connected {}

  /** Vault or the database did not serve: nothing was changed. */
  record StoreRefused(StoreUnavailable.Cause why) implements Connected {}
}
