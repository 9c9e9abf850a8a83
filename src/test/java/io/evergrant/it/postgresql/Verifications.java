package io.evergrant.it.postgresql;

import io.evergrant.adapter.file.CheckpointFile;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.LinkedLogStore;
import io.evergrant.adapter.postgresql.VerificationStore;
import io.evergrant.domain.audit.Verification;
import io.evergrant.domain.audit.VerificationId;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.audit.ManageVerifications;
import io.evergrant.usecase.audit.RecordVerification;
import io.evergrant.usecase.audit.VerifyLogs;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.PortalSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A node that verifies logs on the real database. */
final class Verifications {
  private final ManageVerifications manage;
  private final VerifyLogs verify;

  Verifications(String node, CheckpointSigner signer, @Nullable Path outside) {
    this(node, signer, outside, new VerificationStore(Server.db()));
  }

  Verifications(
      String node, CheckpointSigner signer, @Nullable Path outside, VerificationStore store) {
    var portal = new PortalSettings(node, URI.create("http://localhost:8080"));
    var log = new LinkedLogStore(Server.db());
    var audit = new AuditStore(Server.db());
    // two seconds at each look: every page is told
    var seconds = new AtomicLong();
    manage = new ManageVerifications(store, audit);
    verify =
        new VerifyLogs(
            new RecordVerification(store, log, audit, portal),
            signer,
            new CheckpointFile(outside),
            () -> Duration.ofSeconds(2 * seconds.incrementAndGet()).toNanos());
  }

  private static Member auditor(Household home) {
    return new Member(home.admin, home.tenant, home.adminEmail, "Ada", Role.AUDITOR);
  }

  VerificationId ask(Household home) {
    return manage.ask(auditor(home));
  }

  List<Verification> list(Household home) {
    return manage.list(auditor(home));
  }

  boolean isThere(Household home, VerificationId id) {
    return manage.find(auditor(home), id).isPresent();
  }

  Verification find(Household home, VerificationId id) {
    return manage.find(auditor(home), id).orElseThrow();
  }

  /** A tick of the timer. */
  void run() {
    var unused = verify.run();
  }

  /** What it finds now. */
  Verification.Found found(Household home) {
    var id = ask(home);
    run();
    return Objects.requireNonNull(find(home, id).found(), "no verdict");
  }

  /** A node that is killed as it tells how far it is; what it has, it can still try to use. */
  static final class Dying extends VerificationStore {
    private @Nullable Turn had;

    Dying() {
      super(Server.db());
    }

    @Override
    public boolean reached(TenantId tenant, Turn turn, long sequence, Duration lease) {
      had = turn;
      throw new Exports.Killed();
    }

    boolean tryLate() {
      var turn = Objects.requireNonNull(had, "it was not killed");
      var clean =
          new Verification.Found(
              Verification.Word.GENUINE, 1, 1, 1, null, 0, null, 0, null, null, null, null);
      return super.reached(turn.tenant(), turn, 1, Duration.ofHours(1))
          || super.done(turn.tenant(), turn, clean);
    }
  }
}
