package io.evergrant.domain.apikey;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Who may change what a tenant has: an admin, or a back end whose key has the scope {@code manage}.
 *
 * @param only the one provider that a key is for; null for a person and for every other key
 */
public record Steward(TenantId tenant, Actor actor, @Nullable ProviderId only) {
  /**
   * An admin.
   *
   * @throws io.evergrant.domain.tenant.NotAllowed for everybody else
   */
  public static Steward of(Member member) {
    return new Steward(member.administers(), member.asActor(), null);
  }

  /**
   * A back end.
   *
   * @throws ScopeMissing for a key without the scope
   */
  public static Steward of(ApiKey key) {
    return new Steward(key.in(ApiScope.MANAGE), key.asActor(), key.provider());
  }

  /** Whether grants of that provider, and it itself, are there for them. */
  public boolean reaches(ProviderId provider) {
    return only == null || only.equals(provider);
  }

  /** A member's address, or a key's name. */
  public String name() {
    return switch (actor) {
      case Actor.Person person -> person.email();
      case Actor.ApiKey key -> key.name();
      case Actor.Timer timer -> timer.node();
      case Actor.Portal portal -> portal.node();
      case Actor.Link link -> link.id().toString();
      case Actor.Anonymous anonymous -> "";
    };
  }

  /**
   * The tenant, for what concerns it as a whole.
   *
   * @throws OneProviderOnly for a key that is for one provider
   */
  public TenantId wholeTenant() {
    if (only != null) {
      throw new OneProviderOnly();
    }
    return tenant;
  }
}
