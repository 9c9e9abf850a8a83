package io.evergrant.usecase.apikey;

import io.evergrant.domain.apikey.AddressRange;
import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.usecase.apikey.KeyProblem.Why;
import io.evergrant.usecase.apikey.ManageKeys.Made;
import io.evergrant.usecase.port.ApiKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A back end with the scope {@code manage} makes, rotates and revokes keys, its own among them. No
 * key gives more than it has: scopes, its one provider, its addresses and its end bind those that
 * it makes, and it rotates none that may do more.
 */
@Singleton
public class KeysForBackEnds {
  private final ManageKeys keys;
  private final ApiKeys rows;
  private final InstantSource clock;

  @Inject
  public KeysForBackEnds(ManageKeys keys, ApiKeys rows, InstantSource clock) {
    this.keys = keys;
    this.rows = rows;
    this.clock = clock;
  }

  @Transactional
  public List<ApiKey> list(ApiKey by) {
    return rows.list(by.in(ApiScope.MANAGE)).stream().filter(key -> sees(by, key)).toList();
  }

  @Transactional
  public Optional<ApiKey> find(ApiKey by, ApiKeyId id) {
    return rows.find(by.in(ApiScope.MANAGE), id).filter(key -> sees(by, key));
  }

  private static boolean sees(ApiKey by, ApiKey key) {
    return by.provider() == null || by.provider().equals(key.provider());
  }

  @Transactional
  public Made create(ApiKey by, KeyDraft draft) {
    var steward = Steward.of(by);
    var check = new KeyDraftCheck(draft);
    // a provider that the tenant does not have is told by the one that makes the key
    var fresh = check.check(by.tenant(), provider -> true);
    if (fresh.isPresent()) {
      var key = fresh.get();
      var beyond = beyond(by, draft, key.provider(), key.addresses());
      if (beyond != null) {
        return new Made.Refused(List.of(new KeyProblem(beyond, Why.BEYOND_OWN)));
      }
    }
    return keys.create(steward, draft);
  }

  /** The first field of the draft that asks for more than the key has. */
  private @Nullable String beyond(
      ApiKey by, KeyDraft draft, @Nullable ProviderId only, List<AddressRange> addresses) {
    if (!by.scopes().containsAll(draft.scopes())) {
      return "scopes";
    }
    if (!by.covers(draft.scopes(), only, by.addresses())) {
      return "provider";
    }
    if (!by.covers(draft.scopes(), only, addresses)) {
      return "addresses";
    }
    return outlives(by, draft.life()) ? "life" : null;
  }

  private boolean outlives(ApiKey by, @Nullable Duration life) {
    var end = by.endsAt();
    return end != null && (life == null || clock.instant().plus(life).isAfter(end));
  }

  private static boolean outlives(ApiKey by, ApiKey other) {
    var end = by.endsAt();
    var theirs = other.endsAt();
    return end != null && (theirs == null || theirs.isAfter(end));
  }

  /** How the rotation of a key ended. */
  public sealed interface Rotated {
    record Done(ApiKeySecret secret) implements Rotated {}

    record NotThere() implements Rotated {}

    /** It may do more than the key that asked: whoever got its secret could as well. */
    record BeyondOwn() implements Rotated {}

    /** It was revoked, or rotated since it was seen. */
    record ChangedMeanwhile() implements Rotated {}
  }

  /** As {@link ManageKeys#rotate}. */
  @Transactional
  public Rotated rotate(ApiKey by, ApiKeyId id, long seen, Duration overlap) {
    var key = find(by, id);
    if (key.isEmpty()) {
      return new Rotated.NotThere();
    }
    var found = key.get();
    if (!by.covers(found.scopes(), found.provider(), found.addresses()) || outlives(by, found)) {
      return new Rotated.BeyondOwn();
    }
    return keys.rotate(Steward.of(by), id, seen, overlap)
        .<Rotated>map(Rotated.Done::new)
        .orElseGet(Rotated.ChangedMeanwhile::new);
  }

  /** False where there is none; true as well where it was revoked before. */
  @Transactional
  public boolean revoke(ApiKey by, ApiKeyId id) {
    if (find(by, id).isEmpty()) {
      return false;
    }
    var unused = keys.revoke(Steward.of(by), id);
    return true;
  }
}
