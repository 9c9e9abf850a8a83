package io.evergrant.api;

import io.evergrant.usecase.importing.Format;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came, as far as a whole import may be long, and what it is said to be. */
final class ImportBody {
  static final int LONGEST = 8 * 1024 * 1024;
  static final String LONGEST_TOLD = "8 MiB";

  private ImportBody() {}

  static byte[] read(HttpHeaders headers, InputStream body) {
    var encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new Problem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the body as it is, without Content-Encoding.");
    }
    if (headers.getLength() > LONGEST) {
      throw tooLarge();
    }
    return bytes(body);
  }

  private static byte[] bytes(InputStream body) {
    try {
      var bytes = body.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw tooLarge();
      }
      return bytes;
    } catch (IOException e) {
      throw new Problem(ProblemType.MALFORMED_BODY, "The body broke off. Send it again.");
    }
  }

  private static Problem tooLarge() {
    return new Problem(
            ProblemType.BODY_TOO_LARGE,
            "An import may be " + LONGEST_TOLD + " long. Send it in several parts.")
        .with("longest", LONGEST);
  }

  /** Empty where it is none that is read. */
  static Optional<Format> format(@Nullable MediaType type) {
    if (type == null) {
      return Optional.empty();
    }
    var charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
    if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
      return Optional.empty();
    }
    return switch ((type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT)) {
      case "application/json" -> Optional.of(Format.JSON);
      case "application/jsonl", "application/x-ndjson", "application/x-jsonlines" ->
          Optional.of(Format.JSON_LINES);
      case "text/csv" -> Optional.of(Format.CSV);
      default -> Optional.empty();
    };
  }
}
