package io.evergrant.usecase.connect;

import io.evergrant.domain.grant.ConsentLink;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.ConsentLinkId;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.ConsentLinkLookup;
import io.evergrant.usecase.port.ConsentLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Consent links in memory. */
final class FakeLinks implements ConsentLinks, ConsentLinkLookup {
  static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Map<ConsentLinkId, ConsentLink> all = new LinkedHashMap<>();

  /** Used or revoked by somebody else, right after it was last looked at. */
  boolean goesWhileExchanging;

  final Set<ConsentLinkId> opened = new HashSet<>();

  @Override
  public ConsentLink insert(Fresh link) {
    var made =
        new ConsentLink(
            link.id(),
            link.tenant(),
            link.provider(),
            link.grant(),
            link.externalId(),
            link.returnTo(),
            link.madeBy(),
            NOW,
            NOW.plus(link.life()),
            null,
            null,
            null);
    all.put(link.id(), made);
    return made;
  }

  @Override
  public Optional<ConsentLink> find(TenantId tenant, ConsentLinkId id) {
    return find(id).filter(link -> link.tenant().equals(tenant));
  }

  @Override
  public Optional<ConsentLink> find(ConsentLinkId id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public List<ConsentLink> list(
      TenantId tenant, @Nullable ProviderId provider, @Nullable After after, int limit) {
    return all.values().stream().filter(link -> link.tenant().equals(tenant)).toList();
  }

  @Override
  public Optional<ConsentLink> openFor(TenantId tenant, GrantId grant, Duration atLeast) {
    return all.values().stream()
        .filter(link -> grant.equals(link.grant()) && isOpen(link))
        .filter(link -> link.endsAt().isAfter(NOW.plus(atLeast)))
        .findFirst();
  }

  @Override
  public boolean revoke(TenantId tenant, ConsentLinkId id) {
    return change(id, null, NOW, null);
  }

  @Override
  public void opened(TenantId tenant, ConsentLinkId id) {
    opened.add(id);
  }

  @Override
  public boolean use(TenantId tenant, ConsentLinkId id, GrantId usedFor) {
    if (goesWhileExchanging) {
      revoke(tenant, id);
    }
    return change(id, NOW, null, usedFor);
  }

  private boolean change(
      ConsentLinkId id,
      @Nullable Instant usedAt,
      @Nullable Instant revokedAt,
      @Nullable GrantId usedFor) {
    var link = Objects.requireNonNull(all.get(id));
    if (!isOpen(link)) {
      return false;
    }
    all.put(
        id,
        new ConsentLink(
            id,
            link.tenant(),
            link.provider(),
            link.grant(),
            link.externalId(),
            link.returnTo(),
            link.madeBy(),
            link.createdAt(),
            link.endsAt(),
            usedAt,
            revokedAt,
            usedFor));
    return true;
  }

  private static boolean isOpen(ConsentLink link) {
    return link.usedAt() == null && link.revokedAt() == null;
  }
}
