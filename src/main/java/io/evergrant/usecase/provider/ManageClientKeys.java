package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ClientKey;
import io.evergrant.domain.provider.ClientKey.State;
import io.evergrant.domain.provider.ClientKeyId;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.PublishedClientKeys;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The keys with which a client signs. A new one is published before it signs, so that the provider
 * has fetched it by then; the one before stays published, and good, for a while after.
 */
@Singleton
public class ManageClientKeys {
  /** How long the one before stays good where nobody says. */
  public static final Duration OVERLAP = Duration.ofDays(1);

  public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
  private static final int MOST = 3;

  private final RecordClientKeys record;
  private final KeyForClient making;
  private final PublishedClientKeys published;
  private final PortalSettings portal;

  @Inject
  public ManageClientKeys(
      RecordClientKeys record,
      KeyForClient making,
      PublishedClientKeys published,
      PortalSettings portal) {
    this.record = record;
    this.making = making;
    this.published = published;
    this.portal = portal;
  }

  /** The newest first; of a provider that the caller may see. */
  public List<ClientKey> list(Provider provider) {
    return record.list(provider);
  }

  /** Where the provider fetches them: the same as long as it is registered. */
  public URI address(ProviderId provider) {
    return URI.create(portal.baseUrl() + "/jwks/" + provider);
  }

  /** What anybody may fetch; none where there is no such provider either. */
  public List<String> published(ProviderId provider) {
    return published.of(provider);
  }

  /** A key that is published, and does not sign yet. Uses the network: no transaction here. */
  public Made make(Steward by, Provider provider) {
    if (provider.clientAuthentication() != ClientAuthentication.PRIVATE_KEY_JWT) {
      return new Made.DoesNotSign();
    }
    if (record.list(provider).size() >= MOST) {
      return new Made.TooMany(MOST);
    }
    try {
      var key = making.make(provider);
      try {
        record.made(by, provider, key, false);
      } catch (RuntimeException e) {
        if (!mayBeThere(provider, key.id())) {
          making.takeBack(provider, key);
        }
        throw e;
      }
      return new Made.Done(key.id());
    } catch (StoreUnavailable e) {
      return new Made.StoreRefused(e.why());
    }
  }

  /** A commit that nobody confirmed may have happened: then the key is needed. */
  private boolean mayBeThere(Provider provider, ClientKeyId id) {
    try {
      return record.list(provider).stream().anyMatch(key -> key.id().equals(id));
    } catch (StoreUnavailable e) {
      return true;
    }
  }

  /** The key signs from now on. */
  public Used use(Steward by, Provider provider, ClientKeyId id, Duration overlap) {
    var found = record.list(provider).stream().filter(key -> key.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return Used.NO_SUCH_KEY;
    }
    return found.get().state() == State.PUBLISHED && record.used(by, provider, found.get(), overlap)
        ? Used.DONE
        : Used.NOT_WAITING;
  }

  /** How the making ended. */
  public sealed interface Made {
    record Done(ClientKeyId id) implements Made {}

    /** The client proves itself otherwise. */
    record DoesNotSign() implements Made {}

    /** So many are published: one of them has to end first. */
    record TooMany(int most) implements Made {}

    record StoreRefused(StoreUnavailable.Cause why) implements Made {}
  }

  /** How the change of keys ended. */
  public enum Used {
    DONE,
    NO_SUCH_KEY,
    /** It signs already, or has ended. */
    NOT_WAITING
  }
}
