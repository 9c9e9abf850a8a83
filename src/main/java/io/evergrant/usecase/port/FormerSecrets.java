package io.evergrant.usecase.port;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;

/** Client secrets that were replaced and are good for a while, because the provider may lag. */
public final class FormerSecrets {
  private FormerSecrets() {}

  /** In the vault. Every method throws {@link StoreUnavailable}. */
  public interface InVault {
    /**
     * Stores the secret, and keeps the one that was the newest so far as the former one. One that
     * is the newest already stays so, and nothing becomes a former one.
     *
     * @param formerUntil when that is given up
     */
    void change(TenantId tenant, ProviderId provider, ClientSecret secret, Instant formerUntil);

    /**
     * Removes a former secret that has ended by now, in older versions too.
     *
     * @return false where one is there that has not
     */
    boolean drop(TenantId tenant, ProviderId provider, Instant now);
  }

  /** In the provider's row. */
  public interface InRow {
    /**
     * The provider's secret is another one now, and its version grows. Answers false where somebody
     * changed it since {@code provider.version()}.
     *
     * @param overlap for which a former secret is kept; zero for not at all
     */
    boolean changed(Provider provider, Duration overlap);

    /** The former secret, whose time is over, is gone; false where there was none such. */
    boolean gone(TenantId tenant, ProviderId provider);
  }
}
