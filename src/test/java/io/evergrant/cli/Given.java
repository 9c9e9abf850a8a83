package io.evergrant.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests of this package begin with. */
final class Given {
  static final String PORTAL = "https://evergrant.example";
  static final String GRANT = "0190a0b0-0000-7000-8000-000000000001";
  static final String KEY = "eg_" + "a1B2c3D4".repeat(6);
  static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private Given() {}

  static Token token(String value) {
    return token(value, NOW.plusSeconds(600));
  }

  static Token token(String value, @Nullable Instant end) {
    return new Token(PORTAL, GRANT, value, "Bearer", "openid", end);
  }

  static Settings settings(Path out) {
    return settings(out, Duration.ofSeconds(60), Duration.ofSeconds(60));
  }

  static Settings settings(Path out, Duration minTtl, Duration patience) {
    return new Settings(PORTAL, new Key(KEY), GRANT, out, minTtl, patience, false, List.of());
  }

  /** Writes a file with a token, as a run before this one did. */
  static TokenFile kept(Path path, Token token) {
    var file = TokenFile.at(path, new GitTree("git"));
    try (var lock =
        Lock.take(file, NOW.plusSeconds(60), java.time.InstantSource.fixed(NOW), wait -> {})) {
      file.write(token, lock);
    }
    return file;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
