package io.evergrant.usecase.refresh;

import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.GrantChanges;
import io.evergrant.usecase.port.Grants;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one grant of a scene, as its row tells. */
final class FakeGrants implements Grants, GrantChanges {
  private final Scene scene;
  GrantStatus status = GrantStatus.ACTIVE;
  @Nullable Revocation revocation;
  Supplier<Optional<Standing>> standing = Optional::empty;

  FakeGrants(Scene scene) {
    this.scene = scene;
  }

  @Override
  public Optional<Grant> find(TenantId tenant, GrantId id) {
    return isThere(tenant, id) ? Optional.of(row()) : Optional.empty();
  }

  @Override
  public Optional<Standing> standing(TenantId tenant, GrantId id) {
    return isThere(tenant, id) ? standing.get() : Optional.empty();
  }

  @Override
  public boolean revoke(TenantId tenant, GrantId id) {
    if (!isThere(tenant, id) || status == GrantStatus.REVOKED) {
      return false;
    }
    status = GrantStatus.REVOKED;
    return true;
  }

  @Override
  public Optional<Revocation> revocation(TenantId tenant, GrantId id) {
    return isThere(tenant, id) ? Optional.ofNullable(revocation) : Optional.empty();
  }

  private boolean isThere(TenantId tenant, GrantId id) {
    return tenant.equals(scene.tenant) && id.equals(scene.location.grant());
  }

  private Grant row() {
    return new Grant(
        scene.location.grant(),
        scene.tenant,
        scene.providerId,
        "Provider",
        null,
        "account",
        null,
        status,
        null,
        Scope.EMPTY,
        Scope.EMPTY,
        null,
        null,
        null,
        null,
        Scene.NOW,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        1,
        1,
        null,
        null);
  }

  @Override
  public Optional<Grant> findBySubject(TenantId tenant, ProviderId provider, String subject) {
    throw new AssertionError("a refresh looks for no account");
  }

  @Override
  public List<Grant> list(TenantId tenant, GrantQuestion question) {
    throw new AssertionError("a refresh lists no grants");
  }

  @Override
  public long countLongLived(TenantId tenant, ProviderId provider) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<ProviderId, Long> countByProvider(TenantId tenant) {
    throw new AssertionError("a refresh counts no grants");
  }

  @Override
  public List<AttemptLine> attempts(TenantId tenant, GrantId id, int limit) {
    throw new AssertionError("a refresh looks at no other attempts");
  }

  @Override
  public Optional<TokenLocation> consented(Consent consent) {
    throw new AssertionError("a refresh is no consent");
  }

  @Override
  public boolean retryNow(TenantId tenant, GrantId id, Actor by) {
    throw new AssertionError("a person does that");
  }

  @Override
  public boolean pause(TenantId tenant, GrantId id) {
    throw new AssertionError("a person does that");
  }

  @Override
  public boolean resume(TenantId tenant, GrantId id) {
    throw new AssertionError("a person does that");
  }
}
