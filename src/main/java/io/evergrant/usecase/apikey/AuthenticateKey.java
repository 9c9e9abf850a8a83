package io.evergrant.usecase.apikey;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.usecase.port.ApiKeyLookup;
import io.evergrant.usecase.port.ApiKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/** Tells whose key a call carries. Asked at each call, so that a revoked key is out at once. */
@Singleton
public class AuthenticateKey {
  private final ApiKeyLookup lookup;
  private final ApiKeys keys;
  private final RefusedKeys refused;

  @Inject
  public AuthenticateKey(ApiKeyLookup lookup, ApiKeys keys, RefusedKeys refused) {
    this.lookup = lookup;
    this.keys = keys;
    this.refused = refused;
  }

  /**
   * The last use is written at most once a minute: a busy key costs no write of its own. Reading
   * and that write need not be one transaction, and every call waits for this one.
   */
  public Authenticated authenticate(ApiKeySecret secret, InetAddress from) {
    if (!KeyFormat.isWhole(secret)) {
      return new Authenticated.Unknown();
    }
    var found = lookup.find(KeyFormat.hash(secret));
    if (found.isEmpty()) {
      return new Authenticated.Unknown();
    }
    var key = found.get().key();
    if (key.isRevoked()) {
      refused.tell(key, "revoked", from);
      return new Authenticated.Revoked();
    }
    if (found.get().ended()) {
      refused.tell(key, "ended", from);
      return new Authenticated.Ended();
    }
    if (found.get().suspended()) {
      refused.tell(key, "organisation_suspended", from);
      return new Authenticated.Suspended();
    }
    if (!key.isUsableFrom(from)) {
      refused.tell(key, "foreign_address", from);
      return new Authenticated.WrongAddress();
    }
    if (!found.get().usedLately()) {
      keys.used(key.tenant(), key.id());
    }
    return new Authenticated.Known(key);
  }

  /** How it ended. What is told of a key is told to whoever holds its secret. */
  public sealed interface Authenticated {
    record Known(ApiKey key) implements Authenticated {}

    record Unknown() implements Authenticated {}

    record Revoked() implements Authenticated {}

    /** The key, or this secret of a rotated one, came to its end. */
    record Ended() implements Authenticated {}

    /** Nothing of its organisation goes on for now. */
    record Suspended() implements Authenticated {}

    /** It may not be used from there. */
    record WrongAddress() implements Authenticated {}
  }
}
