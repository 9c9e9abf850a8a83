package io.evergrant.usecase.handover;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.provider.SomePolicy;
import io.evergrant.domain.provider.SomeProvider;
import io.evergrant.domain.provider.TokenGuard;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.Grants;
import io.evergrant.usecase.port.Grants.Standing;
import io.evergrant.usecase.port.Providers;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TenantPolicies;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Opened;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Two admins of a tenant and one grant, with stores in memory that refuse when told to. */
final class Office {
  static final String TOKEN = "rt_of_somebody";

  final TenantId tenant = new TenantId(UUID.randomUUID());
  final GrantId grant = new GrantId(UUID.randomUUID());
  final Member ada = admin(tenant);
  final Member ben = admin(tenant);
  final Wishes wishes = new Wishes();
  final List<AuditEvent> events = new ArrayList<>();
  boolean allowed = true;
  boolean refuses;
  GrantStatus status = GrantStatus.ACTIVE;
  boolean underWay;
  boolean missing;
  boolean vaultAway;
  boolean unopened;
  @Nullable Instant refreshEndsAt;
  int reads;

  private final ProviderId provider = new ProviderId(UUID.randomUUID());

  static Member admin(TenantId tenant) {
    return new Member(new MemberId(UUID.randomUUID()), tenant, "a@acme.example", "A", Role.ADMIN);
  }

  HandOverToken handOvers() {
    var log = only(AuditLog.class, "append", told -> events.add((AuditEvent) told[0]));
    var policies =
        only(TenantPolicies.class, "find", asked -> new TenantPolicy(false, allowed, false));
    var grants = only(Grants.class, "standing", asked -> standing((GrantId) asked[1]));
    var vault = only(TokenVault.class, "open", asked -> List.of(open()));
    var providers = only(Providers.class, "find", asked -> provider((ProviderId) asked[1]));
    var record = new RecordHandOver(policies, wishes, grants, log, providers);
    return new HandOverToken(record, vault);
  }

  private Optional<Provider> provider(ProviderId asked) {
    return asked.equals(provider) ? Optional.of(provider()) : Optional.empty();
  }

  private Provider provider() {
    var policy = new SomePolicy().guard(new TokenGuard(false, refuses, null)).policy();
    return new SomeProvider()
        .id(provider)
        .tenant(tenant)
        .clientAuthentication(ClientAuthentication.NONE)
        .policy(policy)
        .provider();
  }

  private Optional<Standing> standing(GrantId asked) {
    return asked.equals(grant)
        ? Optional.of(
            new Standing(
                status,
                null,
                provider,
                ProviderStatus.ACTIVE,
                new TokenLocation(tenant, grant, "00ff"),
                3,
                new Fence(1),
                underWay,
                null,
                null,
                null,
                null,
                null,
                Duration.ofMinutes(30),
                wishes.now))
        : Optional.empty();
  }

  private Opened open() {
    reads++;
    if (vaultAway) {
      return new Opened.Unreadable(
          new StoreUnavailable(StoreUnavailable.Cause.SEALED, "told to refuse"));
    }
    if (unopened) {
      return new Opened.Unreadable(
          new StoreUnavailable(StoreUnavailable.Cause.FAILED, "it does not open"), true);
    }
    if (missing) {
      return new Opened.Missing();
    }
    var tokens =
        new TokenSet(
            new RefreshToken(TOKEN), null, null, Scope.EMPTY, null, refreshEndsAt, Instant.EPOCH);
    var entry =
        new TokenVault.Entry(
            new AttemptId(UUID.randomUUID()), null, new Fingerprint("f1"), false, tokens);
    return new Opened.Found(3, 1, entry);
  }

  /** A port of which nothing is asked but one method. */
  private static <T> T only(Class<T> port, String method, Function<Object[], Object> answer) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, called, arguments) -> {
              if (!called.getName().equals(method)) {
                throw new AssertionError("not asked for: " + called);
              }
              var given = answer.apply(arguments);
              return called.getReturnType().equals(void.class) ? null : given;
            }));
  }
}
