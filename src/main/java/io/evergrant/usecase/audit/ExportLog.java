package io.evergrant.usecase.audit;

import io.evergrant.domain.apikey.ApiKey;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.OneProviderOnly;
import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.CheckpointsOutside;
import io.evergrant.usecase.port.LinkedLog;
import io.evergrant.verifier.Lines;
import io.evergrant.verifier.PublicKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands a tenant's log over as it can be verified: events in the order of the chain, checkpoints
 * between them. What does not verify goes out all the same: to find it is the verifier's task.
 */
@Singleton
public class ExportLog {
  private final LinkedLog log;
  private final AuditLog audit;
  private final CheckpointSigner signer;
  private final CheckpointsOutside outside;

  @Inject
  public ExportLog(
      LinkedLog log, AuditLog audit, CheckpointSigner signer, CheckpointsOutside outside) {
    this.log = log;
    this.audit = audit;
    this.signer = signer;
    this.outside = outside;
  }

  /**
   * Begins an export, which is logged before the first line goes out.
   *
   * @param after only events after this sequence; 0 for all
   * @param before only events before this sequence; null for all
   * @throws OneProviderOnly for a key that may not see the whole log
   */
  @Transactional(TxType.NOT_SUPPORTED)
  public Export begin(ApiKey by, long after, @Nullable Long before) {
    return begin(wholeLog(by), by.asActor(), after, before);
  }

  @Transactional(TxType.NOT_SUPPORTED)
  public Export begin(Member by, long after, @Nullable Long before) {
    return begin(by.reads(), by.asActor(), after, before);
  }

  private static TenantId wholeLog(ApiKey by) {
    var tenant = by.in(ApiScope.AUDIT);
    if (by.provider() != null) {
      throw new OneProviderOnly();
    }
    return tenant;
  }

  private Export begin(TenantId tenant, Actor by, long after, @Nullable Long before) {
    var reach = log.reach(tenant);
    var facts = new HashMap<String, String>();
    facts.put("format", "jsonl");
    facts.put("after", Long.toString(after));
    if (before != null) {
      facts.put("before", before.toString());
    }
    audit.append(AuditEvent.of(tenant, AuditEventType.AUDIT_EXPORTED, by, facts));
    var from = Beginning.possible(log, tenant, Math.min(after, reach.head()));
    var beginning = Beginning.at(log, tenant, from);
    var manifest = beginning.manifest(tenant, before, LoggedEvent.time(reach.now()));
    var upTo = before == null ? reach.head() : Math.min(reach.head(), before - 1);
    var signedUpTo = before == null ? reach.signed() : Math.min(reach.signed(), upTo);
    return new Export(tenant, by, new LogPages(log, tenant, beginning, manifest, upTo, signedUpTo));
  }

  /**
   * Hands the lines over, one transaction a page; how it ended is logged even where it broke off.
   */
  @Transactional(TxType.NOT_SUPPORTED)
  public void run(Export export, Consumer<String> lines) {
    var pages = export.pages;
    var complete = false;
    try {
      for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
        page.forEach(lines);
      }
      complete = true;
    } finally {
      audit.append(
          AuditEvent.of(
              export.tenant,
              AuditEventType.AUDIT_EXPORT_ENDED,
              export.by,
              facts(pages.reached(), complete)));
    }
  }

  /** How far the log is linked and signed. */
  @Transactional
  public Standing standing(Member by) {
    var tenant = by.reads();
    var reach = log.reach(tenant);
    return new Standing(
        reach.head(), reach.signed(), Beginning.removed(log, tenant), outside.isKept());
  }

  /** Checkpoints, oldest first. */
  @Transactional
  public List<Held> checkpoints(ApiKey by, long after, int limit) {
    return log.checkpoints(wholeLog(by), after, Long.MAX_VALUE, limit).stream()
        .map(
            found ->
                new Held(
                    found.sequence(),
                    found.since(),
                    found.hash(),
                    Lines.checkpoint(found.body(), found.signature())))
        .toList();
  }

  /**
   * The public keys that checkpoints are signed with, oldest first. Whoever verifies gets them from
   * somebody else than whom the log accuses.
   */
  public List<Key> keys(ApiKey by) {
    var unused = wholeLog(by);
    return signer.keys().stream()
        .map(
            key ->
                new Key(
                    PublicKeys.id(Base64.getDecoder().decode(key.publicKey())),
                    key.version(),
                    key.publicKey()))
        .toList();
  }

  /**
   * Of the chain.
   *
   * @param head sequence of the newest event that is linked
   * @param signed sequence of the newest that is signed
   * @param removed sequence up to which events were removed; 0 where none was
   * @param outside whether checkpoints are held outside the database too
   */
  public record Standing(long head, long signed, long removed, boolean outside) {}

  /** An export that was begun. */
  public static final class Export {
    private final TenantId tenant;
    private final Actor by;
    private final LogPages pages;

    private Export(TenantId tenant, Actor by, LogPages pages) {
      this.tenant = tenant;
      this.by = by;
      this.pages = pages;
    }
  }

  /**
   * A checkpoint.
   *
   * @param line as it stands in an export
   */
  public record Held(long sequence, long since, String hash, String line) {}

  /**
   * A public key.
   *
   * @param id by which checkpoints name it
   * @param version in Vault
   * @param publicKey 32 bytes in Base64
   */
  public record Key(String id, int version, String publicKey) {}

  /** What went out. */
  private static Map<String, String> facts(Lines.End end, boolean complete) {
    return Map.of(
        "format",
        "jsonl",
        "events",
        Long.toString(end.events()),
        "checkpoints",
        Long.toString(end.checkpoints()),
        "sequence",
        Long.toString(end.sequence()),
        "hash",
        end.hash(),
        "complete",
        Boolean.toString(complete));
  }
}
