package io.evergrant.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where standard output goes. */
final class StandardOutput {
  private static final int KIND = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  private StandardOutput() {}

  /**
   * Whether another program reads it. Not for a terminal, nor for a file, which would have neither
   * the rights nor the place that a token needs; nor where it cannot be told.
   */
  static boolean isPipe() {
    try {
      var mode = (Integer) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode");
      var kind = mode & KIND;
      return kind == PIPE || kind == SOCKET;
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      return false;
    }
  }
}
