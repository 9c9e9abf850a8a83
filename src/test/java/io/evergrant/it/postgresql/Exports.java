package io.evergrant.it.postgresql;

import io.evergrant.adapter.postgresql.AuditExportStore;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.ExportLinkStore;
import io.evergrant.adapter.postgresql.ExportTurnStore;
import io.evergrant.adapter.postgresql.ExportWorkStore;
import io.evergrant.adapter.postgresql.LinkedLogStore;
import io.evergrant.adapter.postgresql.SweepStore;
import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportPart;
import io.evergrant.domain.audit.ExportProgress;
import io.evergrant.domain.audit.ExportRange;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.audit.DescribeExport;
import io.evergrant.usecase.audit.DownloadExport;
import io.evergrant.usecase.audit.DownloadExport.Found;
import io.evergrant.usecase.audit.MakeExports;
import io.evergrant.usecase.audit.ManageExports;
import io.evergrant.usecase.audit.ManageExports.Asked;
import io.evergrant.usecase.audit.ManageExports.Linked;
import io.evergrant.usecase.audit.RecordExport;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.ExportTurns.Turn;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.StoreUnavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node that makes exports on the real database, and hands them over. */
final class Exports {
  /** A Vault that does not answer. */
  static final CheckpointSigner AWAY =
      new CheckpointSigner() {
        @Override
        public List<Key> keys() {
          throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "away");
        }

        @Override
        public String sign(Key key, byte[] message) {
          throw new StoreUnavailable(StoreUnavailable.Cause.UNREACHABLE, "away");
        }
      };

  private final LinkedLogStore log = new LinkedLogStore(Server.db());
  private final ManageExports manage;
  private final MakeExports make;
  private final DownloadExport download;
  private final DescribeExport describe;

  Exports(String node, CheckpointSigner signer) {
    this(node, signer, new ExportWorkStore(Server.db()));
  }

  Exports(String node, CheckpointSigner signer, ExportWorkStore work) {
    var portal = new PortalSettings(node, URI.create("http://localhost:8080"));
    var exports = new AuditExportStore(Server.db());
    var turns = new ExportTurnStore(Server.db());
    var links = new ExportLinkStore(Server.db());
    var audit = new AuditStore(Server.db());
    manage = new ManageExports(exports, links, audit, portal);
    make = new MakeExports(new RecordExport(exports, work, turns, log, audit, portal));
    download = new DownloadExport(exports, links, log, audit);
    describe = new DescribeExport(exports, log, signer);
  }

  private static Member admin(Household home) {
    return new Member(home.admin, home.tenant, home.adminEmail, "Ada", Role.ADMIN);
  }

  Asked ask(Household home, ExportFormat format, ExportRange range) {
    return manage.ask(admin(home), format, range);
  }

  List<AuditExport> list(Household home) {
    return manage.list(admin(home), null, 100);
  }

  boolean isThere(Household home, AuditExport export) {
    return manage.find(admin(home), export.id()).isPresent();
  }

  AuditExport find(Household home, AuditExport export) {
    return manage.find(admin(home), export.id()).orElseThrow();
  }

  String manifest(Household home, ExportId export) {
    return describe.manifest(admin(home), export).orElseThrow();
  }

  /** A new link's secret. */
  String link(Household home, AuditExport export) {
    return ((Linked.Made) manage.link(admin(home), export.id())).secret().reveal();
  }

  Found find(String secret) {
    return download.find(secret);
  }

  void download(Found.Ready ready, long from, long to, OutputStream out) {
    try {
      download.begin(ready, from, to);
      download.run(ready.export(), from, to, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tick of the timer. */
  void make() {
    var unused = make.run();
  }

  /** A node that is killed as it wants to note another part; what it wanted, it can still try. */
  static final class Dying extends ExportWorkStore {
    private int left;
    private @Nullable Supplier<Boolean> wanted;

    Dying(int parts) {
      super(Server.db());
      left = parts;
    }

    @Override
    public boolean add(
        TenantId tenant, Turn turn, ExportPart part, ExportProgress progress, Duration lease) {
      if (left-- == 0) {
        wanted = () -> super.add(tenant, turn, part, progress, lease);
        throw new Killed();
      }
      return super.add(tenant, turn, part, progress, lease);
    }

    boolean tryLate() {
      return Objects.requireNonNull(wanted, "it was not killed").get();
    }
  }

  /** What no catch holds. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  void sweep(Duration age) {
    var unused = new SweepStore(Server.db()).auditExports(age);
  }

  Instant now() {
    return Instant.parse(
        String.valueOf(
            Server.asSuperuser(
                    "SELECT to_char(eg_now() AT TIME ZONE 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
                .getFirst()
                .getFirst()));
  }
}
