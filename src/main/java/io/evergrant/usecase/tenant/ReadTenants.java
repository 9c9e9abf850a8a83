package io.evergrant.usecase.tenant;

import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Tenancy;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Tenancies;
import io.evergrant.usecase.port.Tenancies.Ending;
import io.evergrant.usecase.port.Tenancies.Size;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operator looks at the organisations: their names and states, and no row of theirs. */
@Singleton
public class ReadTenants {
  private final Tenancies tenants;

  @Inject
  public ReadTenants(Tenancies tenants) {
    this.tenants = tenants;
  }

  @Transactional
  public List<Tenancy> list(Member by) {
    by.operates();
    return tenants.list();
  }

  @Transactional
  public Optional<InFull> find(Member by, TenantId id) {
    by.operates();
    return tenants
        .find(id)
        .map(found -> new InFull(found, tenants.size(id), tenants.ending(id).orElse(null)));
  }

  /**
   * One organisation.
   *
   * @param ending null before its end has begun
   */
  public record InFull(Tenancy tenancy, Size size, @Nullable Ending ending) {}
}
