package io.evergrant.usecase.access;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.RefreshOnDemand;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.At;
import io.evergrant.usecase.port.TokenVault.Opened;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A valid access token, now. Answers from Vault when what lies there lives long enough; otherwise
 * waits for one refresh, whoever started it. A hundred callers at once cost one redemption.
 */
@Singleton
public class FetchAccessToken {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration NEW = Duration.ofSeconds(10);

  private final Grants grants;
  private final TokenVault vault;
  private final RefreshOnDemand refresh;

  @Inject
  public FetchAccessToken(Grants grants, TokenVault vault, RefreshOnDemand refresh) {
    this.grants = grants;
    this.vault = vault;
    this.refresh = refresh;
  }

  /**
   * Throws {@link io.evergrant.usecase.port.StoreUnavailable} where database or Vault do not serve.
   *
   * @param minTtl how long the token shall live at least; a refresh that ended after the call began
   *     satisfies it, however short the new token lives
   */
  public Access fetch(TenantId tenant, GrantId grant, Duration minTtl, Actor actor) {
    var before = grants.standing(tenant, grant);
    if (before.isEmpty()) {
      return new Access.NoSuchGrant();
    }
    var standing = before.get();
    if (!standing.status().isRefreshed()) {
      return new Access.NotActive(standing.status(), standing.statusCause());
    }
    var kept = proved(standing);
    if (kept.isPresent() && lives(kept.get(), standing, minTtl)) {
      return granted(standing, kept.get(), false);
    }
    return refreshed(standing, actor);
  }

  /**
   * Another token than one that the provider's API has refused although its end has not come:
   * whoever fetched a newer one meanwhile has fetched it for all. A token that was issued a moment
   * ago is not what was refused, and is given again: a new one would be refused as well, and so on
   * at each call.
   */
  public Access fetchOther(TenantId tenant, GrantId grant, AccessToken refused, Actor actor) {
    var before = grants.standing(tenant, grant);
    if (before.isEmpty()) {
      return new Access.NoSuchGrant();
    }
    var standing = before.get();
    if (!standing.status().isRefreshed()) {
      return new Access.NotActive(standing.status(), standing.statusCause());
    }
    var kept = proved(standing).filter(tokens -> lives(tokens, standing, Duration.ZERO));
    if (kept.isPresent()
        && (!refused.equals(kept.get().accessToken()) || isNew(kept.get(), standing))) {
      return granted(standing, kept.get(), false);
    }
    return refreshed(standing, actor);
  }

  private Access refreshed(Standing standing, Actor actor) {
    if (Rests.until(standing).isPresent()) {
      return notNow(standing);
    }
    var waited = refresh.await(standing, actor, PATIENCE);
    var at = standing.location();
    return waited == Waited.STILL_UNDER_WAY
        ? new Access.NotNow(null, null, null)
        : after(standing, grants.standing(at.tenant(), at.grant()));
  }

  private static boolean isNew(TokenSet tokens, Standing standing) {
    return tokens.issuedAt().plus(NEW).isAfter(standing.now());
  }

  private Access after(Standing before, Optional<Standing> now) {
    if (now.isEmpty()) {
      return new Access.NoSuchGrant();
    }
    var standing = now.get();
    if (!standing.status().isRefreshed()) {
      return new Access.NotActive(standing.status(), standing.statusCause());
    }
    var succeeded = !Objects.equals(before.lastSuccessAt(), standing.lastSuccessAt());
    return proved(standing)
        .filter(tokens -> succeeded && lives(tokens, standing, Duration.ZERO))
        .<Access>map(tokens -> granted(standing, tokens, true))
        .orElseGet(() -> notNow(standing));
  }

  /** Half a life is enough for whoever asks for more than a whole one. */
  private static boolean lives(TokenSet tokens, Standing standing, Duration minTtl) {
    var end = end(tokens, standing);
    if (tokens.accessToken() == null || !end.isAfter(standing.now())) {
      return false;
    }
    var left = Duration.between(standing.now(), end);
    var life = Duration.between(tokens.issuedAt(), end);
    return left.compareTo(minTtl) >= 0
        || (minTtl.compareTo(life) > 0 && left.compareTo(life.dividedBy(2)) > 0);
  }

  private static Instant end(TokenSet tokens, Standing standing) {
    var end = tokens.expiresAt();
    return end == null ? tokens.issuedAt().plus(standing.assumedLife()) : end;
  }

  /** What was imported is given to nobody before the provider has taken it once. */
  private Optional<TokenSet> proved(Standing standing) {
    return standing.status() == GrantStatus.ACTIVE ? read(standing) : Optional.empty();
  }

  private Optional<TokenSet> read(Standing standing) {
    var at = new At(standing.location(), standing.kvVersion());
    return switch (vault.openAt(List.of(at)).getFirst()) {
      case Opened.Found found -> Optional.of(found.entry().tokens());
      case Opened.Missing missing -> Optional.empty();
      case Opened.Unreadable unreadable -> throw unreadable.why();
    };
  }

  private static Access granted(Standing standing, TokenSet tokens, boolean refreshed) {
    return new Access.Granted(
        standing.provider(),
        Objects.requireNonNull(tokens.accessToken(), "access token"),
        tokens.tokenType(),
        tokens.scope().toString(),
        tokens.expiresAt(),
        refreshed);
  }

  private static Access notNow(Standing standing) {
    return new Access.NotNow(standing.lastOutcome(), standing.lastCause(), standing.dueAt());
  }
}
