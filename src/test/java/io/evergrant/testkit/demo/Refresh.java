package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import org.jspecify.annotations.Nullable;

/**
 * RFC 6749, section 6: of all who present the same token at once, the lock lets one be the first.
 */
final class Refresh {
  private static final String REUSED = "a spent refresh token was presented";

  private final Store store;
  private final Tokens tokens;

  Refresh(Store store, Tokens tokens) {
    this.store = store;
    this.tokens = tokens;
  }

  HTTPResponse redeem(
      Mode mode,
      Client client,
      RefreshTokenGrant grant,
      @Nullable Scope scope,
      Redemption redemption)
      throws Refused {
    var presented = tokens.readRefresh(grant.getRefreshToken().getValue());
    if (presented == null) {
      throw refuse(redemption, "The refresh token is unknown");
    }
    Family family;
    Verdict verdict;
    synchronized (store.lock(presented.family())) {
      family = store.family(presented.family());
      if (family == null || !family.belongsTo(mode, client)) {
        throw refuse(redemption, "The refresh token is unknown");
      }
      verdict = Verdict.of(mode, family, presented.generation(), redemption.at());
      if (verdict == Verdict.GOOD) {
        return accept(mode, family, scope, redemption.of(family));
      }
      var ends = verdict == Verdict.SPENT && mode.reuse() != Reuse.NOTHING;
      store.record(
          redemption.of(family).refused(OAuth2Error.INVALID_GRANT_CODE),
          ends ? family.ended(REUSED) : null,
          null);
    }
    if (verdict == Verdict.SPENT && mode.reuse() == Reuse.REVOKES_MORE) {
      // after the lock is given back, since the other grants have locks of their own
      store.endAll(other -> other.isSisterOf(family), REUSED);
    }
    throw new Refused(OAuth2Error.INVALID_GRANT, verdict.text);
  }

  private HTTPResponse accept(
      Mode mode, Family family, @Nullable Scope asked, Redemption redemption) throws Refused {
    String scope;
    try {
      scope = Scopes.narrowed(family.scope(), asked);
    } catch (Refused e) {
      store.record(redemption.refused(e.error().getCode()), null, null);
      throw e;
    }
    var now = redemption.at();
    var next = mode.rotates() ? family.rotated(now) : family.used(now);
    var life = now.plusSeconds(mode.accessLife());
    var access = tokens.access(new Tokens.Access(family.id(), now, life, scope));
    var refresh = mode.rotates() || mode.repeats() ? tokens.refresh(next) : null;
    store.record(
        redemption.accepted(refresh == null ? null : Seal.fingerprint(refresh)), next, null);
    return TokenAnswer.of(mode, next, TokenAnswer.access(access, mode, scope), refresh, null, now);
  }

  private Refused refuse(Redemption redemption, String why) {
    store.record(redemption.refused(OAuth2Error.INVALID_GRANT_CODE), null, null);
    return new Refused(OAuth2Error.INVALID_GRANT, why);
  }
}
