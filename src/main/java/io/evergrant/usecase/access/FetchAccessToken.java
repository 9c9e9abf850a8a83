package io.evergrant.usecase.access;

import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AccessMemory;
import io.evergrant.usecase.port.AccessMemory.Remembered;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.RefreshOnDemand;
import io.evergrant.usecase.port.RefreshOnDemand.Waited;
import io.evergrant.usecase.port.TokenVault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
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
  private final KeptTokens kept;
  private final RefreshOnDemand refresh;

  @Inject
  public FetchAccessToken(
      Grants grants, TokenVault vault, AccessMemory memory, RefreshOnDemand refresh) {
    this.grants = grants;
    this.kept = new KeptTokens(vault, memory);
    this.refresh = refresh;
  }

  /**
   * Throws {@link io.evergrant.usecase.port.StoreUnavailable} where database or Vault do not serve.
   *
   * @param minTtl how long the token shall live at least; a refresh that ended after the call began
   *     satisfies it, however short the new token lives
   */
  public Access fetch(TenantId tenant, GrantId grant, Duration minTtl, Actor actor) {
    return switch (look(tenant, grant, minTtl)) {
      case Looked.Answer answer -> answer.access();
      case Looked.Wanting wanting -> refreshed(wanting.standing(), actor);
    };
  }

  /**
   * What lies there, without waiting for anybody; empty where that takes a refresh. Throws as
   * above.
   */
  public Optional<Access> atOnce(TenantId tenant, GrantId grant, Duration minTtl) {
    return look(tenant, grant, minTtl) instanceof Looked.Answer answer
        ? Optional.of(answer.access())
        : Optional.empty();
  }

  private Looked look(TenantId tenant, GrantId grant, Duration minTtl) {
    var before = grants.standing(tenant, grant);
    if (before.isEmpty()) {
      return new Looked.Answer(new Access.NoSuchGrant());
    }
    var standing = before.get();
    if (!standing.status().isRefreshed()) {
      return new Looked.Answer(new Access.NotActive(standing.status(), standing.statusCause()));
    }
    return kept.of(standing)
        .filter(token -> lives(token, standing, minTtl))
        .<Looked>map(token -> new Looked.Answer(granted(standing, token, false)))
        .orElseGet(() -> new Looked.Wanting(standing));
  }

  /** What a look at row and entry finds. */
  private sealed interface Looked {
    record Answer(Access access) implements Looked {}

    /** No token there lives long enough. */
    record Wanting(Standing standing) implements Looked {}
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
    var there = kept.of(standing).filter(token -> lives(token, standing, Duration.ZERO));
    if (there.isPresent()
        && (!refused.equals(there.get().token()) || isNew(there.get(), standing))) {
      return granted(standing, there.get(), false);
    }
    return refreshed(standing, actor);
  }

  private Access refreshed(Standing standing, Actor actor) {
    if (standing.providerStatus() == ProviderStatus.PAUSED) {
      return new Access.ProviderPaused(standing.provider());
    }
    if (Rests.until(standing).isPresent()) {
      return notNow(standing);
    }
    var waited = refresh.await(standing, actor, PATIENCE);
    var at = standing.location();
    return waited == Waited.STILL_UNDER_WAY
        ? new Access.NotNow(null, null, null)
        : after(standing, grants.standing(at.tenant(), at.grant()), waited);
  }

  private static boolean isNew(Remembered token, Standing standing) {
    return token.issuedAt().plus(NEW).isAfter(standing.now());
  }

  private Access after(Standing before, Optional<Standing> now, Waited waited) {
    if (now.isEmpty()) {
      return new Access.NoSuchGrant();
    }
    var standing = now.get();
    if (!standing.status().isRefreshed()) {
      return new Access.NotActive(standing.status(), standing.statusCause());
    }
    var succeeded = !Objects.equals(before.lastSuccessAt(), standing.lastSuccessAt());
    return kept.of(standing)
        .filter(token -> succeeded && lives(token, standing, Duration.ZERO))
        .<Access>map(token -> granted(standing, token, true))
        .orElseGet(() -> without(before, standing, waited));
  }

  /** What ended before the caller came says nothing of a refresh that did not begin for him. */
  private static Access without(Standing before, Standing now, Waited waited) {
    if (waited == Waited.OVER || !Objects.equals(before.lastOutcomeAt(), now.lastOutcomeAt())) {
      return notNow(now);
    }
    return now.providerStatus() == ProviderStatus.PAUSED
        ? new Access.ProviderPaused(now.provider())
        : new Access.NotStarted();
  }

  /** Half a life is enough for whoever asks for more than a whole one. */
  private static boolean lives(Remembered token, Standing standing, Duration minTtl) {
    var end = end(token, standing);
    if (!end.isAfter(standing.now())) {
      return false;
    }
    var left = Duration.between(standing.now(), end);
    var life = Duration.between(token.issuedAt(), end);
    return left.compareTo(minTtl) >= 0
        || (minTtl.compareTo(life) > 0 && left.compareTo(life.dividedBy(2)) > 0);
  }

  private static Instant end(Remembered token, Standing standing) {
    var end = token.expiresAt();
    return end == null ? token.issuedAt().plus(standing.assumedLife()) : end;
  }

  private static Access granted(Standing standing, Remembered token, boolean refreshed) {
    var end = token.expiresAt();
    return new Access.Granted(
        standing.provider(),
        token.token(),
        token.tokenType(),
        token.scope().toString(),
        end,
        end == null ? null : Duration.between(standing.now(), end),
        refreshed);
  }

  private static Access notNow(Standing standing) {
    return new Access.NotNow(standing.lastOutcome(), standing.lastCause(), standing.dueAt());
  }
}
