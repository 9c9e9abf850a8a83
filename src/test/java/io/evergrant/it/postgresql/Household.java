package io.evergrant.it.postgresql;

import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.GrantChanges.Consent;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant of a test's own, with an admin and whatever the test adds. */
final class Household {
  static final Duration LEASE = Duration.ofSeconds(30);

  final TenantId tenant = new TenantId(UUID.randomUUID());
  final MemberId admin = new MemberId(UUID.randomUUID());
  final String adminEmail = "admin@" + tenant + ".example";

  Household() {
    Sql.run(
        Server::connect,
        "SELECT eg_create_tenant('%s', 't-%s', 'Tenant')".formatted(tenant, tenant),
        "SELECT eg_create_member('%s', '%s', '%s', 'Ada Admin', 'ADMIN', 'hash-of-%s')"
            .formatted(admin, tenant, adminEmail, admin));
  }

  Actor.Person person() {
    return new Actor.Person(admin, adminEmail);
  }

  Provider provider(String name) {
    var provider = unsaved(name);
    if (!new ProviderStore(Server.db()).insert(provider)) {
      throw new IllegalStateException("there is a provider " + name);
    }
    return provider;
  }

  Provider unsaved(String name) {
    return new Provider(
        new ProviderId(UUID.randomUUID()),
        tenant,
        name,
        URI.create("https://issuer.example/" + tenant),
        true,
        new Endpoints(
            URI.create("https://issuer.example/authorize"),
            URI.create("https://issuer.example/token"),
            URI.create("https://issuer.example/introspect"),
            null,
            URI.create("https://issuer.example/userinfo")),
        "client",
        ClientAuthentication.CLIENT_SECRET_BASIC,
        Scope.parse("openid offline_access"),
        Map.of("prompt", "consent", "quote", "\"'{}\\"),
        RefreshPolicy.CAREFUL,
        ProviderStatus.ACTIVE,
        null,
        1);
  }

  /** An active grant that is due at once. */
  GrantId grant(Provider provider, String subject) {
    return grant(provider, subject, Duration.ZERO);
  }

  GrantId grant(Provider provider, String subject, Duration dueIn) {
    var grant = new GrantId(UUID.randomUUID());
    new GrantChangeStore(Server.db()).consented(consent(provider, grant, subject, "00ff", dueIn));
    return grant;
  }

  Consent consent(
      Provider provider, GrantId grant, @Nullable String subject, String salt, Duration dueIn) {
    return new Consent(
        grant,
        new TokenLocation(tenant, grant, salt),
        provider.id(),
        subject,
        (subject == null ? "somebody" : subject) + "@accounts.example",
        null,
        Scope.parse("openid mail"),
        Scope.parse("openid"),
        1,
        1,
        new Fingerprint("f0"),
        dueIn,
        null,
        null);
  }
}
