package io.evergrant.usecase.importing;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Whoever imports, and by which door.
 *
 * @param reaches at which providers grants may be imported
 * @param facts of the door, for the log
 */
record Importer(
    TenantId tenant, Actor actor, Predicate<ProviderId> reaches, Map<String, String> facts) {
  static Importer of(ApiKey key) {
    return new Importer(key.in(ApiScope.MANAGE), key.asActor(), key::reaches, Map.of());
  }

  static Importer of(Member admin, Map<String, String> facts) {
    return new Importer(admin.administers(), admin.asActor(), provider -> true, facts);
  }
}
