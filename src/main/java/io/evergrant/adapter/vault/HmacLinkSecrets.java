package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.LinkSecrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Base64;

/** HMAC-SHA-256 over tenant and link, with a key of its own: 43 characters. */
@Singleton
public class HmacLinkSecrets implements LinkSecrets {
  private final SystemKey key;

  @Inject
  public HmacLinkSecrets(SystemKey key) {
    this.key = key;
  }

  @Override
  public OneTimeSecret of(TenantId tenant, ConsentLinkId link) {
    var bytes = key.mac("consent links").doFinal((tenant + "|" + link).getBytes(UTF_8));
    return new OneTimeSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
