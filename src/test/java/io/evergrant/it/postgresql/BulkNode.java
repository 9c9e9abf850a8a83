package io.evergrant.it.postgresql;

import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.BulkActStore;
import io.evergrant.adapter.postgresql.BulkTurnStore;
import io.evergrant.adapter.postgresql.ConsentLinkStore;
import io.evergrant.adapter.postgresql.GrantChangeStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.adapter.postgresql.OwnerContactStore;
import io.evergrant.adapter.postgresql.OwnerMailStore;
import io.evergrant.adapter.postgresql.PresentationStore;
import io.evergrant.adapter.postgresql.ProviderStore;
import io.evergrant.adapter.postgresql.StrayLocationStore;
import io.evergrant.adapter.postgresql.SweepStore;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.Revocation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.usecase.bulk.RecordBulkAct;
import io.evergrant.usecase.bulk.WorkBulkActs;
import io.evergrant.usecase.connect.MakeLink;
import io.evergrant.usecase.connect.ManageLinks;
import io.evergrant.usecase.connect.OwnerPost;
import io.evergrant.usecase.grant.ActOnGrant;
import io.evergrant.usecase.port.GrantRevocations;
import io.evergrant.usecase.port.MailServer;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.TokenRevocation.Revoked;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.refresh.KnownProviders;
import io.evergrant.usecase.refresh.RecordSweep;
import io.evergrant.usecase.refresh.RevokeGrant;
import io.evergrant.usecase.refresh.RevokeRemotely;
import io.evergrant.usecase.refresh.SweepEnded;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that works acts on many grants off, on the real database; providers answer as told. */
final class BulkNode {
  final Map<ProviderId, Revoked> answers = new HashMap<>();
  final AtomicInteger asked = new AtomicInteger();
  private final WorkBulkActs work;

  BulkNode(String node) {
    this(node, new BulkTurnStore(Server.db()));
  }

  BulkNode(String node, BulkTurnStore turns) {
    var portal = new PortalSettings(node, URI.create("http://localhost:8080"));
    var grants = new GrantStore(Server.db());
    var audit = new AuditStore(Server.db());
    var revocations = new Told(portal, grants, audit);
    work =
        new WorkBulkActs(
            new RecordBulkAct(
                turns,
                new BulkActStore(Server.db()),
                new ActOnGrant(grants, new GrantChangeStore(Server.db()), audit),
                revocations,
                new ManageLinks(
                    new ConsentLinkStore(Server.db()),
                    new MakeLink(
                        new ConsentLinkStore(Server.db()),
                        new ProviderStore(Server.db()),
                        grants,
                        new PresentationStore(Server.db()),
                        new OwnerPost(
                            new OwnerContactStore(Server.db()),
                            new OwnerMailStore(Server.db()),
                            MailServer.NONE),
                        audit,
                        Instant::now),
                    (tenant, link) -> new OneTimeSecret("secret"),
                    audit,
                    portal),
                grants,
                audit,
                portal),
            revocations);
  }

  /** A tick of the timer. */
  int run() {
    return work.run();
  }

  /** The real one, but for the provider and the tokens. */
  private final class Told implements GrantRevocations {
    private final SweepStore rows = new SweepStore(Server.db());
    private final RevokeGrant real;

    Told(PortalSettings portal, GrantStore grants, AuditStore audit) {
      var record =
          new RecordSweep(
              rows,
              new StrayLocationStore(Server.db()),
              grants,
              new GrantChangeStore(Server.db()),
              audit,
              portal);
      var known =
          new KnownProviders(
              new ProviderStore(Server.db()), nowhere(SecretVault.class), System::nanoTime);
      real =
          new RevokeGrant(
              record,
              new SweepEnded(
                  record,
                  nowhere(TokenVault.class),
                  new RevokeRemotely(known, (provider, secret, token) -> Revoked.NOT_REACHED)));
    }

    @Override
    public boolean end(Steward by, GrantId id) {
      return real.end(by, id);
    }

    @Override
    public void giveBack(Steward by, GrantId id) {
      asked.incrementAndGet();
      rows.toEmpty(by.tenant(), id)
          .ifPresent(
              ended -> {
                var told = answers.getOrDefault(ended.provider(), Revoked.DONE);
                if (told == Revoked.NOT_REACHED) {
                  rows.putOff(ended.location(), Duration.ofMinutes(1));
                } else {
                  rows.emptied(ended.location(), told);
                }
              });
    }

    @Override
    public Optional<Revocation> find(Steward by, GrantId id) {
      return real.find(by, id);
    }
  }

  private static <T> T nowhere(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              throw new AssertionError("nobody asks for " + method.getName());
            }));
  }

  /** What no catch holds. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A node that is killed as it begins with another grant. */
  static final class Dying extends BulkTurnStore {
    private int left;
    private final List<Turn> turns = new ArrayList<>();

    Dying(int grants) {
      super(Server.db());
      left = grants;
    }

    @Override
    public boolean begin(Turn turn, Item item) {
      if (left-- == 0) {
        turns.add(turn);
        throw new Killed();
      }
      return super.begin(turn, item);
    }

    /** Whether it could go on. */
    boolean tryLate() {
      return hold(turns.getFirst(), Duration.ofMinutes(1));
    }
  }
}
