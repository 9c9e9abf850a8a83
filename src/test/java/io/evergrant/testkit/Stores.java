package io.evergrant.testkit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The two stores that every portal node shares: PostgreSQL with its roles, and OpenBao as {@code
 * vault/bootstrap} leaves it. Both are started at the same time.
 */
public final class Stores implements AutoCloseable {
  private final Postgres postgres;
  private final Bao bao;
  private final Vault.AppRole role;

  private Stores(Postgres postgres, Bao bao, Vault.AppRole role) {
    this.postgres = postgres;
    this.bao = bao;
    this.role = role;
  }

  /** Starts both on what the folder holds. */
  public static Stores start(Path folder) {
    var postgres =
        CompletableFuture.supplyAsync(() -> Postgres.start(folder.resolve("postgresql")));
    var bao = CompletableFuture.supplyAsync(() -> Bao.start(folder.resolve("openbao")));
    try {
      return new Stores(postgres.join(), bao.join(), bao.join().vault().prepare());
    } catch (CompletionException e) {
      closeQuietly(postgres);
      closeQuietly(bao);
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  public Postgres postgres() {
    return postgres;
  }

  public Bao bao() {
    return bao;
  }

  /** What a portal node must be told to use them. */
  public Map<String, String> environment() {
    var environment = new HashMap<>(postgres.database().environment());
    environment.putAll(bao.vault().environment(role));
    return environment;
  }

  @Override
  public void close() {
    bao.close();
    postgres.close();
  }

  private static void closeQuietly(CompletableFuture<? extends AutoCloseable> server) {
    try {
      server.join().close();
    } catch (Exception e) {
      // it did not start, or is gone already: the first failure is the one to tell
      return;
    }
  }
}
