package io.evergrant.testkit;

import io.evergrant.testkit.process.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * An OpenBao as {@code vault/bootstrap} leaves it, and a portal's way into it.
 *
 * @param bao the node
 * @param role with which a portal logs in
 */
public record PreparedBao(Bao bao, Vault.AppRole role) {
  private static @Nullable PreparedBao shared;

  /**
   * One for all tests of a JVM that keep to keys and paths of their own tenants and let it run,
   * started by the first that asks and stopped when the JVM ends. Whoever stops or seals it, or
   * revokes logins, starts an own one.
   */
  public static synchronized PreparedBao shared() {
    if (shared == null) {
      try {
        var folder = Files.createTempDirectory("evergrant-bao");
        var bao = Bao.start(folder);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      bao.close();
                      PrivateFiles.wipe(folder);
                    }));
        shared = new PreparedBao(bao, bao.vault().prepare());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  /** The node's address and its root token, for what an operator does. */
  public Vault vault() {
    return bao.vault();
  }
}
