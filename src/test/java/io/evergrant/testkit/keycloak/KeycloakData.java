package io.evergrant.testkit.keycloak;

import io.evergrant.testkit.Cache;
import io.evergrant.testkit.process.PrivateFiles;
import io.evergrant.testkit.process.RandomSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * A database with its schema, the realm and an administrator, made by one start of the server and
 * copied from then on: that start takes most of a minute.
 */
final class KeycloakData {
  private static final String REALM_FILE = "/keycloak/evergrant-realm.json";
  private static final String DATABASE = "data/h2/keycloakdb.mv.db";

  private KeycloakData() {}

  /** Gives a new home its database; a home that has one keeps it. */
  static void into(Path home, KeycloakProgram program) throws IOException {
    if (Files.exists(home.resolve(DATABASE))) {
      return;
    }
    var realm = realm();
    var seed = Cache.entry(program.name() + "-" + checksum(realm), at -> make(at, realm, program));
    Files.createDirectories(home.resolve(DATABASE).getParent());
    Files.copy(seed.resolve(DATABASE), home.resolve(DATABASE));
    PrivateFiles.write(
        home.resolve("admin.password"), Files.readString(seed.resolve("admin.password")));
  }

  private static void make(Path home, byte[] realm, KeycloakProgram program) throws IOException {
    program.linkInto(home);
    Files.createDirectories(home.resolve("data/import"));
    Files.write(home.resolve("data/import/evergrant-realm.json"), realm);
    PrivateFiles.kept(home.resolve("admin.password"), RandomSecret::password);
    // closed in good order, so that H2 writes all it has
    try (var server = Keycloak.launch(home, true)) {
      server.admin().events();
    }
  }

  private static byte[] realm() throws IOException {
    try (var stream = KeycloakData.class.getResourceAsStream(REALM_FILE)) {
      return Objects.requireNonNull(stream, REALM_FILE).readAllBytes();
    }
  }

  private static String checksum(byte[] realm) {
    var crc = new CRC32();
    crc.update(realm);
    return Long.toHexString(crc.getValue());
  }
}
