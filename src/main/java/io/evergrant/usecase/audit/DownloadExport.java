package io.evergrant.usecase.audit;

import io.evergrant.domain.audit.AuditEvent;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportState;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.usecase.port.AuditExports;
import io.evergrant.usecase.port.AuditLog;
import io.evergrant.usecase.port.ExportLinks;
import io.evergrant.usecase.port.LinkedLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands an export over to whoever holds a link to it: reads the log again, a part at a time, and
 * compares each part with what was noted of it before a byte of it goes out. No transaction is open
 * while a slow receiver takes its time.
 */
@Singleton
public class DownloadExport {
  private final AuditExports exports;
  private final ExportLinks links;
  private final LinkedLog log;
  private final AuditLog audit;

  @Inject
  public DownloadExport(AuditExports exports, ExportLinks links, LinkedLog log, AuditLog audit) {
    this.exports = exports;
    this.links = links;
    this.log = log;
    this.audit = audit;
  }

  /** Looks for the export that a link leads to. */
  @Transactional(TxType.NOT_SUPPORTED)
  public Found find(String secret) {
    var link =
        DownloadSecret.isWhole(secret)
            ? links.find(DownloadSecret.hash(new OneTimeSecret(secret)))
            : Optional.<ExportLinks.Link>empty();
    if (link.isEmpty()) {
      return new Found.NotThere();
    }
    var export = exports.find(link.get().tenant(), link.get().export());
    if (export.isEmpty()) {
      return new Found.NotThere();
    }
    var served =
        !link.get().ended()
            && export.get().state() == ExportState.READY
            && export.get().layout() == ExportFormat.LAYOUT;
    return served ? new Found.Ready(link.get().id(), export.get()) : new Found.Ended();
  }

  /** Logs that it goes out, before it does. */
  @Transactional(TxType.NOT_SUPPORTED)
  public void begin(Found.Ready ready, long from, long to) {
    var export = ready.export();
    audit.append(
        AuditEvent.of(
            export.tenant(),
            AuditEventType.AUDIT_EXPORT_DOWNLOADED,
            new Actor.Anonymous(),
            Map.of(
                "export", export.id().toString(),
                "link", ready.link().toString(),
                "format", export.format().code(),
                "from_byte", Long.toString(from),
                "bytes", Long.toString(to - from))));
  }

  /**
   * Writes the bytes {@code from <= byte < to}.
   *
   * @throws ExportAltered where the log is not any more what it was when the export was made
   */
  @Transactional(TxType.NOT_SUPPORTED)
  public void run(AuditExport export, long from, long to, OutputStream out) throws IOException {
    for (var at = from; at < to; ) {
      var noted =
          exports
              .partAt(export.tenant(), export.id(), at)
              .orElseThrow(() -> new ExportAltered(export.id()));
      var part = Part.again(log, export, noted);
      if (part.bytes().length != noted.bytes() || !part.sha256().equals(noted.sha256())) {
        throw new ExportAltered(export.id());
      }
      var skip = (int) (at - noted.begins());
      var length = (int) Math.min(noted.bytes() - skip, to - at);
      out.write(part.bytes(), skip, length);
      at += length;
    }
  }

  /** What a link leads to. */
  public sealed interface Found {
    record Ready(UUID link, AuditExport export) implements Found {}

    /** The link's time is over, or the export's. */
    record Ended() implements Found {}

    record NotThere() implements Found {}
  }
}
