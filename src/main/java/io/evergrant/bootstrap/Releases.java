package io.evergrant.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.usecase.port.Release;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Which build this is, as the build wrote it down. */
class Releases {
  private static final String FILE = "/io/evergrant/release.txt";

  @Produces
  @Singleton
  Release release() {
    try (var in = Releases.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in this build");
      }
      return new Release(new String(in.readAllBytes(), UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
