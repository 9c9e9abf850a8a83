package io.evergrant.it.container;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.secret.Password;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Fingerprints;
import io.evergrant.usecase.port.GrantChanges;
import io.evergrant.usecase.port.GrantChanges.Consent;
import io.evergrant.usecase.port.PasswordHash;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Written.Stored;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Tenants of a test's own, built with the portal's own beans in both stores. */
@Dependent
public class House {
  static final String PASSWORD = "a password of the container";

  private static final AtomicReference<String> hash = new AtomicReference<>("");

  @Inject private DataSource dataSource;
  @Inject private PasswordHash passwords;
  @Inject private Providers providers;
  @Inject private GrantChanges changes;
  @Inject private SecretVault secrets;
  @Inject private TokenVault tokens;
  @Inject private Fingerprints fingerprints;

  /** An admin of a new tenant. */
  Member admin() {
    var tenant = new TenantId(UUID.randomUUID());
    Sql.run(
        dataSource, "SELECT eg_create_tenant('%1$s', 't-%1$s', 'Tenant %1$s')".formatted(tenant));
    return member(tenant, Role.ADMIN);
  }

  Member member(TenantId tenant, Role role) {
    var id = new MemberId(UUID.randomUUID());
    var email = role.name().toLowerCase(java.util.Locale.ROOT) + "@" + tenant + ".example";
    Sql.run(
        dataSource,
        "SELECT eg_create_member('%s', '%s', '%s', 'In the container', '%s', '%s')"
            .formatted(id, tenant, email, role, hash()));
    return new Member(id, tenant, email, "In the container", role);
  }

  /** The hash is slow on purpose, and the same for everybody here. */
  private String hash() {
    return hash.updateAndGet(
        known -> known.isEmpty() ? passwords.of(new Password(PASSWORD)) : known);
  }

  /** A registration at the demo provider, secret included. */
  Provider provider(TenantId tenant) {
    var issuer = DemoIssuer.address();
    var provider =
        new Provider(
            new ProviderId(UUID.randomUUID()),
            tenant,
            "Demo",
            issuer,
            true,
            new Endpoints(DemoIssuer.at("/authorize"), DemoIssuer.at("/token"), null, null, null),
            DemoIssuer.CLIENT_ID,
            ClientAuthentication.CLIENT_SECRET_BASIC,
            Scope.parse("openid offline_access"),
            Map.of(),
            RefreshPolicy.CAREFUL,
            ProviderStatus.ACTIVE,
            null,
            1);
    tokens.ensureKey(tenant);
    secrets.put(tenant, provider.id(), new ClientSecret(DemoIssuer.CLIENT_SECRET));
    if (!providers.insert(provider)) {
      throw new IllegalStateException("the tenant has that provider already");
    }
    return provider;
  }

  /** A grant whose refresh token the provider just issued. */
  GrantId grant(Provider provider, Duration dueIn) {
    var seeded = DemoIssuer.seed();
    var grant = new GrantId(UUID.randomUUID());
    var location = new TokenLocation(provider.tenant(), grant, "00ff00ff00ff00ff00ff00ff00ff00ff");
    var token = new RefreshToken(seeded.refreshToken());
    var fingerprint = fingerprints.of(provider.tenant(), token);
    var scope = provider.scope();
    var set = new TokenSet(token, null, "Bearer", scope, null, null, Instant.EPOCH);
    var entry = new Entry(new AttemptId(UUID.randomUUID()), null, fingerprint, false, set);
    var stored = (Stored) tokens.write(location, 0, entry);
    changes.consented(
        new Consent(
            grant,
            location,
            provider.id(),
            seeded.subject(),
            seeded.subject(),
            null,
            scope,
            scope,
            stored.version(),
            stored.keyVersion(),
            fingerprint,
            dueIn,
            null,
            null));
    return grant;
  }
}
