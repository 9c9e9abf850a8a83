package io.evergrant.api;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.usecase.audit.ManageExports.Linked;
import jakarta.json.JsonObject;

/** An export as the API shows it. */
final class AuditExportView {
  private AuditExportView() {}

  static JsonObject of(AuditExport export) {
    var range = export.range();
    var extent = export.extent();
    var progress = export.progress();
    return new Json()
        .with("id", export.id())
        .with("state", Parameters.code(export.state()))
        .with("format", export.format().code())
        .with("asked_by", export.askedBy())
        .with("asked_at", export.askedAt())
        .with("expires_at", export.endsAt())
        .with("after", range.after())
        .with("before", range.before())
        .with("from", range.from())
        .with("until", range.until())
        .with("first", extent == null ? null : extent.after() + 1)
        .with("last", extent == null ? null : extent.upTo())
        .with("percent", export.percent())
        .with("events", progress.events())
        .with("bytes", progress.bytes())
        .with("sha256", export.sha256())
        .with("ready_at", export.readyAt())
        .done();
  }

  static JsonObject of(Linked.Made made) {
    var address = made.address().reveal();
    return new Json()
        .with("url", address)
        .with("manifest_url", address + "/manifest")
        .with("expires_at", made.endsAt())
        .done();
  }

  /** Why there is nothing to fetch. */
  static String whyNot(AuditExport export) {
    return switch (export.state()) {
      case WAITING, RUNNING -> "It is not ready: ask again until its state is ready.";
      case FAILED -> "It could not be made. Ask for another one.";
      case READY, ENDED -> "It has ended. Ask for another one.";
    };
  }
}
