package io.evergrant.testkit;

import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import java.nio.file.Path;

/**
 * The port that a server had last time, if it is still free: addresses that people noted down stay
 * true.
 */
final class KeptPort {
  private KeptPort() {}

  static int in(Path folder) {
    var file = folder.resolve("port");
    var last = Integer.parseInt(PrivateFiles.kept(file, () -> Integer.toString(Ports.free())));
    if (Ports.isFree(last)) {
      return last;
    }
    var next = Ports.free();
    PrivateFiles.write(file, Integer.toString(next));
    return next;
  }
}
