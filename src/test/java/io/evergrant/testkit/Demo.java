package io.evergrant.testkit;

import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Ports;
import io.evergrant.testkit.process.PrivateFiles;
import java.nio.file.Path;

/**
 * The demo provider on the port that it had before: grants name their issuer, so its address may
 * never change.
 */
final class Demo {
  private Demo() {}

  /**
   * Starts it on what the folder holds.
   *
   * @param preferred the port of a first start, if it is free
   */
  static DemoProvider start(Path folder, int preferred) {
    PrivateFiles.folder(folder);
    var file = folder.resolve("port");
    var port =
        Integer.parseInt(
            PrivateFiles.kept(
                file,
                () ->
                    Integer.toString(
                        preferred != 0 && Ports.isFree(preferred) ? preferred : Ports.free())));
    if (!Ports.isFree(port)) {
      throw new CannotStart(
          "Port "
              + port
              + " of the demo provider is taken, and the grants that are kept know it under that"
              + " address.",
          "end what listens there, or start afresh with -Dfresh.");
    }
    return DemoProvider.start(port, PrivateFiles.folder(folder.resolve("state")));
  }
}
