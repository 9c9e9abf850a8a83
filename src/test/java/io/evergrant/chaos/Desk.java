package io.evergrant.chaos;

import io.evergrant.adapter.http.AddressPolicy;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.adapter.http.Limits;
import io.evergrant.adapter.oauth.AskedRevocation;
import io.evergrant.adapter.oauth.ClientLogins;
import io.evergrant.adapter.oauth.ClientRequests;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.ClientKeyStore;
import io.evergrant.adapter.postgresql.Db;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.RewrapStore;
import io.evergrant.adapter.postgresql.StrayLocationStore;
import io.evergrant.adapter.postgresql.SweepStore;
import io.evergrant.adapter.vault.KeyValue;
import io.evergrant.adapter.vault.KvSecretVault;
import io.evergrant.adapter.vault.KvTokenVault;
import io.evergrant.adapter.vault.Transit;
import io.evergrant.adapter.vault.TransitClientKeys;
import io.evergrant.adapter.vault.VaultCalls;
import io.evergrant.adapter.vault.VaultSession;
import io.evergrant.adapter.vault.VaultSettings;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.testkit.Cluster;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.refresh.KnownProviders;
import io.evergrant.usecase.refresh.RecordRewrap;
import io.evergrant.usecase.refresh.RecordSweep;
import io.evergrant.usecase.refresh.RevokeRemotely;
import io.evergrant.usecase.refresh.RewrapTokens;
import io.evergrant.usecase.refresh.SweepEnded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What nothing outside a portal can start at a moment of its choice: the rewrap of a tenant's token
 * sets, which comes by itself after six hours, and a round of the sweeper, four times a minute. The
 * portal's own use cases, here over the same two stores as the nodes' and as the same runtime role.
 */
final class Desk implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Cluster cluster;
  private final TenantId tenant;
  private final GuardedClient http;
  private final SweepEnded sweep;
  private final RewrapTokens rewrap;

  /**
   * Opens it.
   *
   * @param vault where this desk finds Vault: itself, or a proxy before it
   */
  Desk(Cluster cluster, URI vault) {
    this.cluster = cluster;
    tenant = new TenantId(cluster.seed().acme().id());
    var db = new Db(source(cluster));
    var grants = new GrantStore(db);
    var audit = new AuditStore(db);
    var portal = new PortalSettings("desk", URI.create("http://localhost"));
    var login = new VaultSettings.Login.Token(cluster.stores().vault().token());
    var settings = new VaultSettings(vault, null, null, login);
    var calls = new VaultCalls(new VaultSession(settings, System::nanoTime));
    var kv = new KeyValue(calls);
    var transit = new Transit(calls);
    var tokens = new KvTokenVault(kv, transit);
    http =
        new GuardedClient(AddressPolicy.allowing("127.0.0.1/32"), Limits.USUAL, System::nanoTime);
    var known =
        new KnownProviders(new ProviderStore(db), new KvSecretVault(kv, transit), System::nanoTime);
    var record =
        new RecordSweep(
            new SweepStore(db),
            new StrayLocationStore(db),
            grants,
            new GrantChangeStore(db),
            audit,
            portal);
    var clock = InstantSource.system();
    var logins = new ClientLogins(new ClientKeyStore(db), new TransitClientKeys(calls), clock);
    var requests = new ClientRequests(http, logins, clock, System::nanoTime);
    var revocation = new AskedRevocation(requests);
    sweep = new SweepEnded(record, tokens, new RevokeRemotely(known, revocation));
    rewrap = new RewrapTokens(new RecordRewrap(new RewrapStore(db), audit, portal), tokens);
  }

  Desk(Cluster cluster) {
    this(cluster, cluster.stores().vault().address());
  }

  /** As the timer of a node does. */
  void sweep() {
    sweep.run();
  }

  /** How many sets were moved to the newest key. */
  int rewrap() {
    return rewrap.run(tenant);
  }

  /** As an operator does: what is sealed from now on has a newer key version. */
  void rotateKey() {
    var vault = cluster.stores().vault();
    var rotate = "/v1/transit/keys/eg-tenant-" + tenant + "/rotate";
    try {
      var answer =
          HTTP.send(
              HttpRequest.newBuilder(vault.address().resolve(rotate))
                  .header("X-Vault-Token", vault.token())
                  .POST(BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException("not rotated: " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  /** As the portals' runtime role. */
  static PGSimpleDataSource source(Cluster cluster) {
    var database = cluster.stores().database();
    var source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.app().user());
    source.setPassword(database.app().password());
    return source;
  }
}
