package io.evergrant.usecase.overview;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.overview.Overview;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.Overviews;
import io.evergrant.usecase.port.VaultHealth;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A member looks at all grants of the own tenant at once. */
@Singleton
public class ReadOverview {
  private final Overviews overviews;
  private final VaultHealth vault;

  @Inject
  public ReadOverview(Overviews overviews, VaultHealth vault) {
    this.overviews = overviews;
    this.vault = vault;
  }

  @Transactional
  public Overview of(Member by, ZoneId zone) {
    return overviews.read(by.reads(), zone);
  }

  /** The same for a back end, of what its key reaches; days are those of UTC. */
  @Transactional
  public Overview of(ApiKey by) {
    var whole = overviews.read(by.in(ApiScope.READ), ZoneOffset.UTC);
    var only = by.provider();
    return only == null ? whole : whole.at(only);
  }

  /** Whether refreshes can go out at all. Asks the network: in no transaction. */
  public VaultHealth.State vault() {
    return vault.state();
  }
}
