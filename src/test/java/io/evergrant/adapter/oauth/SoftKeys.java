package io.evergrant.adapter.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.ClientKeyVault;
import io.evergrant.usecase.port.ClientKeys;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Clients' keys that a test has in its hands; RS256 alone. */
final class SoftKeys implements ClientKeys, ClientKeyVault {
  final List<ClientKey> rows = new ArrayList<>();
  private final Map<ClientKeyId, RSAKey> pairs = new HashMap<>();
  private final InstantSource clock;

  /** The vault does not serve. */
  boolean isSealed;

  SoftKeys(InstantSource clock) {
    this.clock = clock;
  }

  /** A key in one of its states. */
  RSAKey add(@Nullable Instant signsSince, @Nullable Instant publishedUntil) {
    try {
      var pair = new RSAKeyGenerator(2_048).keyIDFromThumbprint(true).generate();
      var id = new ClientKeyId(UUID.randomUUID());
      pairs.put(id, pair);
      rows.add(
          new ClientKey(
              id,
              new TenantId(UUID.randomUUID()),
              new ProviderId(UUID.randomUUID()),
              SigningAlgorithm.RS256,
              pair.getKeyID(),
              pair.toPublicJWK().toJSONString(),
              clock.instant(),
              signsSince,
              publishedUntil));
      return pair;
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public byte[] sign(TenantId tenant, ClientKeyId key, SigningAlgorithm algorithm, byte[] input) {
    if (isSealed) {
      throw new StoreUnavailable(Cause.SEALED, "Vault is sealed");
    }
    try {
      var signer = new RSASSASigner(Objects.requireNonNull(pairs.get(key)));
      return signer.sign(new JWSHeader(JWSAlgorithm.RS256), input).decode();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public List<ClientKey> list(TenantId tenant, ProviderId provider) {
    return List.copyOf(rows);
  }

  @Override
  public void insert(TenantId tenant, ProviderId provider, Fresh key, boolean signs) {
    throw new AssertionError("an adapter makes no keys");
  }

  @Override
  public boolean use(TenantId tenant, ProviderId provider, ClientKeyId key, Duration overlap) {
    throw new AssertionError("an adapter changes no keys");
  }

  @Override
  public void endAll(TenantId tenant, ProviderId provider) {
    throw new AssertionError("an adapter changes no keys");
  }

  @Override
  public void remove(TenantId tenant, ClientKeyId key) {
    throw new AssertionError("an adapter changes no keys");
  }

  @Override
  public Fresh make(TenantId tenant, ClientKeyId key, SigningAlgorithm algorithm) {
    throw new AssertionError("an adapter makes no keys");
  }

  @Override
  public void destroy(TenantId tenant, ClientKeyId key) {
    throw new AssertionError("an adapter destroys no keys");
  }
}
