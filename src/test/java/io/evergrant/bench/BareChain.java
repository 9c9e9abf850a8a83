package io.evergrant.bench;

import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.evergrant.usecase.port.TokenVault.Written;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a refresh cannot do without, one after the other on one connection each: read, decrypt,
 * encrypt, write with check-and-set, one transaction. No provider, no intent, no log.
 */
final class BareChain {
  private static final String TOKEN = "t".repeat(48);

  private final Herd herd;

  BareChain(Herd herd) {
    this.herd = herd;
  }

  /** Runs the chain that often; says how many seconds one took. */
  double secondsPerChain(int count) throws SQLException {
    var location = new TokenLocation(herd.tenant, new GrantId(UUID.randomUUID()), "0".repeat(32));
    var version = write(location, 0);
    try (var table = herd.connection.createStatement()) {
      table.execute(
          "CREATE TABLE IF NOT EXISTS bench_chain (id integer PRIMARY KEY, version integer)");
      table.execute("INSERT INTO bench_chain VALUES (1, 0) ON CONFLICT DO NOTHING");
    }
    var begin = System.nanoTime();
    for (var i = 0; i < count; i++) {
      if (!(herd.tokens.open(List.of(location)).getFirst() instanceof Opened.Found)) {
        throw new IllegalStateException("The entry of the chain is gone");
      }
      version = write(location, version);
      commit(version);
    }
    return (System.nanoTime() - begin) / 1e9 / count;
  }

  private int write(TokenLocation location, int version) {
    var tokens =
        new TokenSet(
            new RefreshToken(TOKEN),
            new AccessToken(TOKEN),
            "Bearer",
            Scope.parse("openid"),
            null,
            null,
            Instant.now());
    var fingerprint = new Fingerprint("f".repeat(32));
    var entry = new Entry(new AttemptId(UUID.randomUUID()), null, fingerprint, false, tokens);
    if (herd.tokens.write(location, version, entry) instanceof Written.Stored stored) {
      return stored.version();
    }
    throw new IllegalStateException("The chain could not write");
  }

  private void commit(int version) throws SQLException {
    try (var update =
        herd.connection.prepareStatement("UPDATE bench_chain SET version = ? WHERE id = 1")) {
      update.setInt(1, version);
      update.executeUpdate();
    }
  }
}
