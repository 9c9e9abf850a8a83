package io.evergrant.testkit;

import io.evergrant.testkit.process.Child;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * The two stores that every portal node shares: PostgreSQL with its roles, and OpenBao as {@code
 * vault/bootstrap} leaves it. What is not given from outside is started here, both at the same
 * time.
 */
public final class Stores implements AutoCloseable {
  private final Optional<Postgres> postgres;
  private final Optional<Bao> bao;
  private final Database database;
  private final Vault vault;
  private final Vault.AppRole role;

  private Stores(Optional<Postgres> postgres, Optional<Bao> bao, Outside outside) {
    this.postgres = postgres;
    this.bao = bao;
    this.database = outside.database().or(() -> postgres.map(Postgres::database)).orElseThrow();
    this.vault = outside.vault().or(() -> bao.map(Bao::vault)).orElseThrow();
    this.role = vault.prepare();
  }

  /** Starts both on what the folder holds. */
  public static Stores start(Path folder) {
    return start(folder, Outside.NOTHING);
  }

  /** Starts what is not given from outside. */
  public static Stores start(Path folder, Outside outside) {
    var postgres =
        CompletableFuture.supplyAsync(
            () ->
                outside.database().isPresent()
                    ? Optional.<Postgres>empty()
                    : Optional.of(Postgres.start(folder.resolve("postgresql"))),
            Thread::startVirtualThread);
    var bao =
        CompletableFuture.supplyAsync(
            () ->
                outside.vault().isPresent()
                    ? Optional.<Bao>empty()
                    : Optional.of(Bao.start(folder.resolve("openbao"))),
            Thread::startVirtualThread);
    try {
      return new Stores(postgres.join(), bao.join(), outside);
    } catch (RuntimeException e) {
      closeQuietly(postgres);
      closeQuietly(bao);
      throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause
          ? cause
          : e;
    }
  }

  /** Ours; a test that was given a database from outside has none. */
  public Postgres postgres() {
    return postgres.orElseThrow();
  }

  /** Ours; a test that was given a Vault from outside has none. */
  public Bao bao() {
    return bao.orElseThrow();
  }

  public Database database() {
    return database;
  }

  public Vault vault() {
    return vault;
  }

  /** The servers that were started here. */
  public List<Child> processes() {
    return Stream.concat(postgres.map(Postgres::process).stream(), bao.map(Bao::process).stream())
        .toList();
  }

  /** What a portal node must be told to use them; the token that prepared Vault is kept from it. */
  public Map<String, String> environment() {
    var environment = new HashMap<>(database.environment());
    environment.putAll(vault.environment(role));
    environment.put("VAULT_TOKEN", "");
    return environment;
  }

  @Override
  public void close() {
    bao.ifPresent(Bao::close);
    postgres.ifPresent(Postgres::close);
  }

  private static void closeQuietly(
      CompletableFuture<? extends Optional<? extends AutoCloseable>> starting) {
    try {
      var server = starting.join();
      if (server.isPresent()) {
        server.get().close();
      }
    } catch (Exception e) {
      // it did not start, or is gone already: the first failure is the one to tell
      return;
    }
  }
}
