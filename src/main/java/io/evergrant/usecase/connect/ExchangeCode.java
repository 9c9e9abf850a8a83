package io.evergrant.usecase.connect;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Schedule;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.outcome.Classification;
import io.evergrant.domain.outcome.Classifier;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.IssuedTokens;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.connect.RecordConsent.LinkIsClosed;
import io.evergrant.usecase.port.AccountLookup;
import io.evergrant.usecase.port.Authorizations.Pending;
import io.evergrant.usecase.port.Fingerprints;
import io.evergrant.usecase.port.GrantChanges.Consent;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.RefreshJournal.Exchange;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenEndpoint;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Written;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Exchanges a code and keeps what came: Vault first, then the row that points there. Each consent
 * lies at a new salted path, so nothing that an older one left is written over.
 */
@Singleton
class ExchangeCode {
  private static final Logger LOG = System.getLogger(ExchangeCode.class.getName());

  private final RecordConsent record;
  private final SecretVault secrets;
  private final TokenEndpoint endpoint;
  private final AccountLookup accounts;
  private final ChooseGrant grants;
  private final TokenVault vault;
  private final Fingerprints fingerprints;
  private final PortalSettings portal;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  @Inject
  ExchangeCode(
      RecordConsent record,
      SecretVault secrets,
      TokenEndpoint endpoint,
      AccountLookup accounts,
      ChooseGrant grants,
      TokenVault vault,
      Fingerprints fingerprints,
      PortalSettings portal,
      InstantSource clock) {
    this.record = record;
    this.secrets = secrets;
    this.endpoint = endpoint;
    this.accounts = accounts;
    this.grants = grants;
    this.vault = vault;
    this.fingerprints = fingerprints;
    this.portal = portal;
    this.clock = clock;
  }

  Connected exchange(
      Actor by, BrowserSecret browser, Pending pending, Provider provider, AuthorizationCode code) {
    // Read before the intent: a Vault that does not serve is seen before the code is spent.
    var secret = secrets.get(provider.tenant(), provider.id());
    vault.ensureKey(provider.tenant());
    fingerprints.ready();
    var attempt = record.begin(by, pending);
    var answer =
        endpoint.exchange(
            provider, secret, code, browser.codeVerifier(pending.id()), portal.redirectUri());
    var said = ProviderSaid.of(answer);
    return switch (Classifier.classify(answer)) {
      case Classification.Issued issued -> {
        var exchanged = new Exchanged(pending, provider, attempt, said);
        try {
          yield keep(by, exchanged, secret, issued.tokens(), browser);
        } catch (StoreUnavailable e) {
          yield refuse(by, exchanged, new Connected.StoreRefused(e.why()));
        }
      }
      case Classification.GrantRefused g ->
          failed(by, pending, attempt, "consent_lost", g, provider, said);
      case Classification.ClientRefused c ->
          failed(by, pending, attempt, "provider_refused", c, provider, said);
      case Classification.Ambiguous a ->
          failed(by, pending, attempt, "provider_refused", a, provider, said);
      case Classification.NothingDone n ->
          failed(by, pending, attempt, "deferred", n, provider, said);
      case Classification.Uncertain u -> failed(by, pending, attempt, "unknown", u, provider, said);
    };
  }

  private Connected failed(
      Actor by,
      Pending pending,
      AttemptId attempt,
      String outcome,
      Classification classification,
      Provider provider,
      ProviderSaid said) {
    var why = new Connected.ExchangeFailed(provider.name(), classification, said);
    record.failed(by, pending, attempt, new Exchange(outcome, "exchange_failed", said), why);
    return why;
  }

  private Connected keep(
      Actor by,
      Exchanged exchanged,
      ClientSecrets secret,
      IssuedTokens issued,
      BrowserSecret browser) {
    var provider = exchanged.provider();
    var refreshToken = issued.refreshToken();
    if (refreshToken == null) {
      return refuse(by, exchanged, new Connected.NoRefreshToken(provider.name()));
    }
    var nonce = browser.nonce(exchanged.pending().id());
    var looked = accounts.lookUp(provider, secret, issued, nonce);
    return switch (grants.choose(exchanged.pending(), provider, looked)) {
      case ChooseGrant.Chosen.None none -> refuse(by, exchanged, none.why());
      case ChooseGrant.Chosen.Of chosen -> {
        var asked = exchanged.pending().scope();
        var tokens = TokenSet.first(issued, refreshToken, asked, clock.instant());
        yield store(by, exchanged, chosen, tokens);
      }
    };
  }

  private Connected store(
      Actor by, Exchanged exchanged, ChooseGrant.Chosen.Of chosen, TokenSet tokens) {
    var provider = exchanged.provider();
    var pending = exchanged.pending();
    var existing = chosen.grant();
    var grant = existing == null ? new GrantId(UUID.randomUUID()) : existing.id();
    var location = new TokenLocation(provider.tenant(), grant, salt());
    var fingerprint = fingerprints.of(provider.tenant(), tokens.refreshToken());
    var entry = new Entry(exchanged.attempt(), null, fingerprint, false, tokens);
    record.expect(location);
    return switch (vault.write(location, 0, entry)) {
      case Written.Stored stored -> {
        var externalId = pending.externalId();
        var consent =
            new Consent(
                grant,
                location,
                provider.id(),
                chosen.subject(),
                chosen.label(),
                externalId == null && existing != null ? existing.externalId() : externalId,
                pending.scope(),
                tokens.scope(),
                stored.version(),
                stored.keyVersion(),
                fingerprint,
                Schedule.afterSuccess(provider.policy(), tokens, random.nextDouble()),
                tokens.expiresAt(),
                tokens.refreshExpiresAt());
        yield commit(by, exchanged, consent, existing != null);
      }
      case Written.Conflict c ->
          refuse(by, exchanged, new Connected.StoreRefused(StoreUnavailable.Cause.FAILED));
      case Written.Failed failed ->
          refuse(by, exchanged, new Connected.StoreRefused(failed.why().why()));
    };
  }

  private Connected commit(Actor by, Exchanged exchanged, Consent consent, boolean again) {
    var ending = new Exchange("renewed", again ? "reconnected" : "connected", exchanged.said());
    try {
      record
          .consented(by, exchanged.pending(), exchanged.attempt(), consent, ending)
          .ifPresent(this::forget);
    } catch (StoreUnavailable e) {
      // Only an attempt that was still open can end so: then no row points to the new tokens.
      return takeBack(by, exchanged, consent, new Connected.StoreRefused(e.why()));
    } catch (LinkIsClosed e) {
      return takeBack(by, exchanged, consent, new Connected.LinkClosed());
    }
    return new Connected.Done(
        consent.grant(),
        consent.account(),
        again,
        consent.scopeGranted().missing(consent.scopeAsked()));
  }

  private Connected takeBack(Actor by, Exchanged exchanged, Consent consent, Connected why) {
    var refused = refuse(by, exchanged, why);
    forget(consent.location());
    return refused;
  }

  /** These tokens serve nobody. The place is written down: the sweeper takes what stays here. */
  private void forget(TokenLocation unused) {
    try {
      vault.destroy(unused);
      record.destroyed(unused);
    } catch (StoreUnavailable e) {
      LOG.log(
          Level.WARNING, "unused tokens stay in Vault until they are swept: {0}", unused.path());
    }
  }

  private Connected refuse(Actor by, Exchanged exchanged, Connected why) {
    var cause = Words.of(why).getOrDefault("reason", "refused");
    record.failed(
        by,
        exchanged.pending(),
        exchanged.attempt(),
        new Exchange("refused", cause, exchanged.said()),
        why);
    return why;
  }

  private String salt() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** An exchange that brought tokens. */
  private record Exchanged(
      Pending pending, Provider provider, AttemptId attempt, ProviderSaid said) {}
}
