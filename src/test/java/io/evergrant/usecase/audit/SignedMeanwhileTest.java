package io.evergrant.usecase.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportExtent;
import io.evergrant.domain.audit.ExportFormat;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportPart;
import io.evergrant.domain.audit.ExportProgress;
import io.evergrant.domain.audit.ExportRange;
import io.evergrant.domain.audit.ExportState;
import io.evergrant.verifier.ChainHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Vault comes back, and heads are signed of events that are being exported unsigned. */
class SignedMeanwhileTest {
  private static final int EVENTS = 2_300;
  private static final int SIGNED = 700;
  private static final String CHECKPOINT = "{\"checkpoint\":";

  private final LogShelf shelf = new LogShelf();

  SignedMeanwhileTest() {
    shelf.add(Events.TENANT, EVENTS);
    shelf.sign(Events.TENANT, SIGNED);
  }

  @Test
  void P18_a_head_that_is_signed_after_an_export_was_made_changes_none_of_its_parts() {
    var made = made(() -> {});
    signTheRest();
    assertThat(again(made)).isEqualTo(made.sums());
  }

  @Test
  void P18_a_head_that_is_signed_while_an_export_is_made_is_in_none_of_its_parts() {
    var made = made(this::signTheRest);
    assertThat(again(made)).isEqualTo(made.sums());
    var whole = String.join("", made.texts);
    assertThat(whole.lines().filter(line -> line.startsWith(CHECKPOINT))).hasSize(1);
    assertThat(whole)
        .endsWith(
            "{\"end\":{\"checkpoints\":1,\"events\":%d,\"hash\":\"%s\",\"sequence\":%d}}\n"
                .formatted(EVENTS, Events.HASH, EVENTS));
  }

  /** One that names a head which a page has passed by would look like a log with a hole. */
  @Test
  void P18_a_head_that_is_signed_while_the_log_is_read_is_not_in_it_without_the_one_before() {
    var beginning = Beginning.at(shelf, Events.TENANT, 0);
    var pages = new LogPages(shelf, Events.TENANT, beginning, Events.MANIFEST, EVENTS, SIGNED);
    var lines = new ArrayList<>(pages.next());
    signTheRest();
    for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
      lines.addAll(page);
    }
    assertThat(lines).filteredOn(line -> line.startsWith(CHECKPOINT)).hasSize(1);
    assertThat(lines.get(SIGNED + 1)).startsWith(CHECKPOINT);
    assertThat(pages.reached().checkpoints()).isEqualTo(1);
    assertThat(pages.reached().events()).isEqualTo(EVENTS);
  }

  private void signTheRest() {
    if (shelf.checkpoints(Events.TENANT, SIGNED, EVENTS, 1).isEmpty()) {
      shelf.sign(Events.TENANT, 1_000);
      shelf.sign(Events.TENANT, 2_000);
      shelf.sign(Events.TENANT, EVENTS);
    }
  }

  private Made made(Runnable meanwhile) {
    var noted = new ArrayList<ExportPart>();
    var texts = new ArrayList<String>();
    var progress = new ExportProgress(0, null, 0, 0, 0, 0, null);
    for (var last = false; !last; ) {
      var part = Part.next(shelf, export(progress));
      last = part.last();
      noted.add(
          new ExportPart(
              progress.parts(),
              progress.sequence(),
              part.progress().sequence(),
              progress.bytes(),
              part.bytes().length,
              part.sha256()));
      texts.add(new String(part.bytes(), UTF_8));
      progress = part.progress();
      meanwhile.run();
    }
    assertThat(noted).hasSize(3);
    return new Made(export(progress), noted, texts);
  }

  private List<String> again(Made made) {
    return made.noted.stream()
        .map(noted -> Part.again(shelf, made.export, noted).sha256())
        .toList();
  }

  private static AuditExport export(ExportProgress progress) {
    var time = Instant.parse("2026-11-24T09:00:00Z");
    return new AuditExport(
        Events.TENANT,
        new ExportId(new UUID(11, 12)),
        ExportFormat.JSONL,
        ExportFormat.LAYOUT,
        ExportState.RUNNING,
        "ada@acme.example",
        time,
        time,
        ExportRange.ALL,
        EVENTS,
        null,
        new ExportExtent(
            0, EVENTS, SIGNED, null, ChainHash.BEFORE_THE_FIRST, "2026-11-24T09:02:00.000000Z"),
        progress,
        null,
        null);
  }

  private record Made(AuditExport export, List<ExportPart> noted, List<String> texts) {
    List<String> sums() {
      return noted.stream().map(ExportPart::sha256).toList();
    }
  }
}
