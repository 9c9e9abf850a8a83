package io.evergrant.testkit.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Access and refresh tokens: opaque to everyone else, sealed notes to this provider itself. */
final class Tokens {
  private static final String REFRESH = "rt_";
  private static final String ACCESS = "at_";

  private final Seal seal;

  Tokens(Seal seal) {
    this.seal = seal;
  }

  /** What a refresh token says. */
  record Refresh(long family, int generation) {}

  /** What an access token says. */
  record Access(long family, Instant issuedAt, Instant expiresAt, String scope) {}

  String refresh(Family family) {
    var note = ByteBuffer.allocate(12).putLong(family.id()).putInt(family.generation());
    return REFRESH + seal.close(REFRESH, note.array());
  }

  String access(Access access) {
    var scope = access.scope().getBytes(UTF_8);
    var note =
        ByteBuffer.allocate(32 + scope.length)
            .put(Seal.randomBytes(8))
            .putLong(access.family())
            .putLong(access.issuedAt().getEpochSecond())
            .putLong(access.expiresAt().getEpochSecond())
            .put(scope);
    return ACCESS + seal.close(ACCESS, note.array());
  }

  @Nullable Refresh readRefresh(String token) {
    var note = open(REFRESH, token);
    return note == null ? null : new Refresh(note.getLong(), note.getInt());
  }

  @Nullable Access readAccess(String token) {
    var note = open(ACCESS, token);
    if (note == null) {
      return null;
    }
    note.position(8);
    var family = note.getLong();
    var issuedAt = Instant.ofEpochSecond(note.getLong());
    var expiresAt = Instant.ofEpochSecond(note.getLong());
    return new Access(family, issuedAt, expiresAt, UTF_8.decode(note).toString());
  }

  private @Nullable ByteBuffer open(String kind, String token) {
    if (!token.startsWith(kind)) {
      return null;
    }
    var note = seal.open(kind, token.substring(kind.length()));
    return note == null ? null : ByteBuffer.wrap(note);
  }
}
