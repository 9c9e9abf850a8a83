package io.evergrant.usecase.audit;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportState;
import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditExports;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.verifier.Lines;
import io.evergrant.verifier.PublicKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The manifest of an export: what it holds, its SHA-256, the heads of the chain at both ends, and
 * what verifies them. It is not signed; the checkpoint in it is.
 */
@Singleton
public class DescribeExport {
  private final AuditExports exports;
  private final LinkedLog log;
  private final CheckpointSigner signer;

  @Inject
  public DescribeExport(AuditExports exports, LinkedLog log, CheckpointSigner signer) {
    this.exports = exports;
    this.log = log;
    this.signer = signer;
  }

  /** Empty for one that is not there, or not ready. */
  @Transactional(TxType.NOT_SUPPORTED)
  public Optional<String> manifest(Member by, ExportId id) {
    return manifest(by.reads(), id);
  }

  @Transactional(TxType.NOT_SUPPORTED)
  public Optional<String> manifest(ApiKey by, ExportId id) {
    return manifest(ManageExports.wholeLog(by), id);
  }

  private Optional<String> manifest(TenantId tenant, ExportId id) {
    return exports
        .find(tenant, id)
        .filter(export -> export.state() == ExportState.READY)
        .map(this::manifest);
  }

  /** Of one that is ready, as JSON. */
  @Transactional(TxType.NOT_SUPPORTED)
  public String manifest(AuditExport export) {
    var reach = export.fixed();
    var progress = export.progress();
    var tenant = export.tenant();
    var out = new StringBuilder();
    var manifest =
        new JsonLine(out)
            .with("manifest", "evergrant-audit-export-manifest/1")
            .with("tenant", tenant)
            .with("export", export.id())
            .with("format", export.format().code())
            .with("file", export.fileName())
            .with("bytes", progress.bytes())
            .with("sha256", export.sha256())
            .with("asked_at", export.askedAt())
            .with("as_of", reach.asOf())
            .with("after", reach.after())
            .with("first", reach.after() + 1)
            .with("last", progress.sequence())
            .with("events", progress.events())
            .with("checkpoints", progress.checkpoints())
            .with("head_before", reach.previous())
            .with("head", progress.hash());
    // the head that it signs is made of every link before it
    log.newestCheckpoint(tenant, reach.signedUpTo())
        .ifPresent(checkpoint -> manifest.raw("checkpoint", line(checkpoint)));
    log.newestCheckpoint(tenant, reach.after())
        .ifPresent(checkpoint -> manifest.raw("checkpoint_before", line(checkpoint)));
    log.removal(tenant, reach.after())
        .filter(removal -> removal.sequence() == reach.after())
        .ifPresent(
            removal -> manifest.raw("removal", Lines.removal(removal.body(), removal.signature())));
    manifest.raw("keys", keys(signer.keys())).close();
    return out.append('\n').toString();
  }

  private static String line(SignedCheckpoint checkpoint) {
    return Lines.checkpoint(checkpoint.body(), checkpoint.signature());
  }

  private static String keys(List<CheckpointSigner.Key> keys) {
    return keys.stream().map(DescribeExport::key).collect(Collectors.joining(",", "[", "]"));
  }

  private static String key(CheckpointSigner.Key key) {
    var out = new StringBuilder();
    var unused =
        new JsonLine(out)
            .with("id", PublicKeys.id(Base64.getDecoder().decode(key.publicKey())))
            .with("version", key.version())
            .with("public_key", key.publicKey())
            .close();
    return out.toString();
  }
}
