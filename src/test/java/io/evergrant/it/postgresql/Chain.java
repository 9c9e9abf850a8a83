package io.evergrant.it.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.adapter.file.CheckpointFile;
import io.evergrant.adapter.postgresql.AuditChainStore;
import io.evergrant.adapter.postgresql.AuditStore;
import io.evergrant.adapter.postgresql.CheckpointStore;
import io.evergrant.adapter.postgresql.LinkedLogStore;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.Role;
import io.evergrant.usecase.audit.ChainEvents;
import io.evergrant.usecase.audit.ChangedChains;
import io.evergrant.usecase.audit.ExportLog;
import io.evergrant.usecase.audit.HoldHeads;
import io.evergrant.usecase.audit.RecordChain;
import io.evergrant.usecase.audit.RecordHeads;
import io.evergrant.usecase.audit.SignChains;
import io.evergrant.usecase.audit.SignHeads;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.verifier.PublicKeys;
import io.evergrant.verifier.Verdict;
import io.evergrant.verifier.Verifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sequencer of a node on the real database, and an auditor. */
final class Chain {
  private final CheckpointSigner signer;
  private final @Nullable Path outside;
  private final ChainEvents events;
  private final SignChains heads;
  private final ExportLog export;
  private final ChangedChains changed = new ChangedChains(System::nanoTime);

  Chain(String node, CheckpointSigner signer, @Nullable Path outside) {
    this.signer = signer;
    this.outside = outside;
    var portal = new PortalSettings(node, URI.create("http://localhost:8080"));
    var record = new RecordChain(new AuditChainStore(Server.db()), portal);
    var signed = new RecordHeads(new CheckpointStore(Server.db()), portal);
    var held = new HoldHeads(signed, signer, new CheckpointFile(outside), System::nanoTime);
    var signing = new SignHeads(signed, signer, held, changed);
    this.events = new ChainEvents(record);
    this.heads = new SignChains(signed, signing, System::nanoTime);
    this.export =
        new ExportLog(
            new LinkedLogStore(Server.db()),
            new AuditStore(Server.db()),
            signer,
            new CheckpointFile(outside));
  }

  /** A tick of each timer; returns how many events were linked. */
  int run() {
    var linked = events.run();
    heads.run();
    return linked;
  }

  /** How many chains were not what was signed. */
  long changed() {
    return changed.count();
  }

  /** Until a tick finds nothing to link. */
  void runUp() {
    var quiet = 0;
    for (var i = 0; i < 1_000 && quiet < 2; i++) {
      quiet = run() == 0 ? quiet + 1 : 0;
    }
  }

  /** What an auditor of the tenant downloads. */
  byte[] export(Household home) {
    return export(home, 0, null);
  }

  byte[] export(Household home, long after, @Nullable Long before) {
    var auditor = new Member(home.admin, home.tenant, home.adminEmail, "Ada", Role.ADMIN);
    var text = new StringBuilder();
    export.run(export.begin(auditor, after, before), line -> text.append(line).append('\n'));
    return text.toString().getBytes(UTF_8);
  }

  /** What the auditor finds, with the checkpoints that were held outside. */
  Verdict verify(Household home) {
    return verify(export(home));
  }

  Verdict verify(byte[] export) {
    var keys = new StringBuilder();
    signer.keys().forEach(key -> keys.append(key.publicKey()).append('\n'));
    List<InputStream> held = List.of();
    try {
      if (outside != null && Files.exists(outside)) {
        held = List.of(new ByteArrayInputStream(Files.readAllBytes(outside)));
      }
      return new Verifier(PublicKeys.read(keys.toString()))
          .verify(new ByteArrayInputStream(export), held);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
