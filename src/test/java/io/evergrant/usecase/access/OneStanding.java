package io.evergrant.usecase.access;

import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Grants;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One grant, of which nothing is asked but how it stands. */
record OneStanding(Standing standing) implements Grants {
  @Override
  public Optional<Standing> standing(TenantId tenant, GrantId id) {
    var place = standing.location();
    return place.tenant().equals(tenant) && place.grant().equals(id)
        ? Optional.of(standing)
        : Optional.empty();
  }

  @Override
  public Optional<Grant> find(TenantId tenant, GrantId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Grant> findBySubject(TenantId tenant, ProviderId provider, String subject) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Grant> list(TenantId tenant, GrantQuestion question) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<ProviderId, Long> countByProvider(TenantId tenant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long countLongLived(TenantId tenant, ProviderId provider) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<AttemptLine> attempts(TenantId tenant, GrantId id, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Revocation> revocation(TenantId tenant, GrantId id) {
    throw new UnsupportedOperationException();
  }
}
