package io.evergrant.domain.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an export is written. */
public enum ExportFormat {
  /** JSON Lines with links and checkpoints: the one that can be verified offline. */
  JSONL("jsonl", "application/jsonl"),
  /** For spreadsheets (RFC 4180). */
  CSV("csv", "text/csv; charset=utf-8"),
  /** JSON Lines of the Open Cybersecurity Schema Framework. */
  OCSF("ocsf.jsonl", "application/jsonl");

  /**
   * Grows when one of the formats is written otherwise than before: an export is begun and handed
   * over by the same layout, or not at all.
   */
  public static final int LAYOUT = 2;

  private final String extension;
  private final String mediaType;

  ExportFormat(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  /** The name in tables and in the API. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ExportFormat> of(String code) {
    return Arrays.stream(values()).filter(format -> format.code().equals(code)).findFirst();
  }

  /** Of a file's name, without the dot. */
  public String extension() {
    return extension;
  }

  public String mediaType() {
    return mediaType;
  }
}
