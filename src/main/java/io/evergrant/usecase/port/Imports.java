package io.evergrant.usecase.port;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.GrantChanges.Consent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The database's share of an import. */
public interface Imports {
  /** Imports of one tenant are written one after the other: held until the transaction ends. */
  void lock(TenantId tenant);

  /** The grants that one of these is about, or that hold one of these tokens. */
  List<Known> known(TenantId tenant, List<Wanted> wanted);

  /** Those of them that a refresh of the grant has spent: what it brought is newer. */
  Set<Spent> spent(TenantId tenant, List<Spent> asked);

  /** Until when the imported grants of the provider that are not proved yet are due. */
  Duration backlog(TenantId tenant, ProviderId provider);

  /**
   * The tokens are stored: the grant's row as at {@link GrantChanges#consented}, but unproved, with
   * an attempt that ends with this event; and its place is no stray one any more.
   *
   * @param consentedAt when the account's owner had authorised at the latest; null where unknown
   * @return where the older tokens lie, written down as a stray place; empty for a new grant
   * @throws StoreUnavailable where the place was swept before
   */
  Optional<TokenLocation> keep(
      Consent consent, @Nullable Instant consentedAt, AuditEvent event, String node);

  /** What a row of an import is about. */
  record Wanted(
      ProviderId provider, String externalId, @Nullable String subject, Fingerprint fingerprint) {}

  /**
   * A grant that is there.
   *
   * @param fingerprint of the refresh token that it holds
   * @param refreshed whether it is refreshed when it is due
   */
  record Known(
      GrantId grant,
      ProviderId provider,
      @Nullable String subject,
      @Nullable String externalId,
      String account,
      Fingerprint fingerprint,
      boolean refreshed) {}

  /** A refresh token, by its fingerprint, in the life of a grant. */
  record Spent(GrantId grant, Fingerprint fingerprint) {}
}
