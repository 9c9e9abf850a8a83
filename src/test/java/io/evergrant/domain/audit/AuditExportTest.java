package io.evergrant.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an export says of itself. */
class AuditExportTest {
  @ParameterizedTest
  @CsvSource({
    "JSONL, audit-101-300.jsonl",
    "CSV, audit-101-300.csv",
    "OCSF, audit-101-300.ocsf.jsonl"
  })
  void a_file_is_named_after_its_first_and_its_last_event(ExportFormat format, String name) {
    assertThat(export(format, ExportState.RUNNING, extent(100, 300), 150, 1).fileName())
        .isEqualTo(name);
  }

  @Test
  void as_long_as_its_events_are_not_known_it_is_named_without_them() {
    assertThat(export(ExportFormat.CSV, ExportState.WAITING, null, 0, 0).fileName())
        .isEqualTo("audit.csv");
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "150, 25", "200, 50", "299, 99", "300, 99"})
  void it_is_as_far_as_its_events_are_written_and_at_a_hundred_when_it_is_ready(
      long sequence, int percent) {
    var running = export(ExportFormat.CSV, ExportState.RUNNING, extent(100, 300), sequence, 1);
    assertThat(running.percent()).isEqualTo(percent);
    var ready = export(ExportFormat.CSV, ExportState.READY, extent(100, 300), 300, 3);
    assertThat(ready.percent()).isEqualTo(100);
  }

  @Test
  void before_anything_is_written_it_is_at_nothing() {
    assertThat(export(ExportFormat.CSV, ExportState.WAITING, null, 0, 0).percent()).isZero();
    assertThat(export(ExportFormat.CSV, ExportState.RUNNING, extent(100, 300), 0, 0).percent())
        .isZero();
  }

  @Test
  void of_no_events_there_is_a_share_as_well() {
    assertThat(export(ExportFormat.CSV, ExportState.RUNNING, extent(100, 100), 100, 1).percent())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "jsonl, JSONL, application/jsonl",
    "csv, CSV, text/csv; charset=utf-8",
    "ocsf, OCSF, application/jsonl"
  })
  void a_format_is_found_by_its_code_and_says_what_it_is(
      String code, ExportFormat format, String mediaType) {
    assertThat(ExportFormat.of(code)).contains(format);
    assertThat(format.mediaType()).isEqualTo(mediaType);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CSV", "xml", ""})
  void there_is_no_other_format(String code) {
    assertThat(ExportFormat.of(code)).isEmpty();
  }

  private static ExportExtent extent(long after, long upTo) {
    return new ExportExtent(after, upTo, upTo, null, "00", "2026-11-25T00:00:00.000000Z");
  }

  private static AuditExport export(
      ExportFormat format,
      ExportState state,
      @Nullable ExportExtent extent,
      long sequence,
      int parts) {
    return new AuditExport(
        new TenantId(UUID.randomUUID()),
        new ExportId(UUID.randomUUID()),
        format,
        ExportFormat.LAYOUT,
        state,
        "ada@acme.example",
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(60),
        ExportRange.ALL,
        0,
        null,
        extent,
        new ExportProgress(sequence, null, 0, 0, 0, parts, null),
        null,
        null);
  }
}
