package io.evergrant.testkit;

import io.evergrant.adapter.password.Argon2idHash;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.domain.secret.Password;
import io.evergrant.testkit.process.PrivateFiles;
import io.evergrant.testkit.process.RandomSecret;
import io.evergrant.usecase.apikey.KeyFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The people of a new installation: two tenants, each with an admin, an auditor and an API key, and
 * an operator who belongs to neither. Their ids follow from their names and their passwords are
 * kept, so seeding again changes nothing.
 */
public record Seed(Organisation acme, Organisation globex, Login operator) {

  /** How somebody signs in; the password is not printed. */
  public record Login(String email, String password) {
    @Override
    public String toString() {
      return "Login[email=" + email + ", password=hidden]";
    }
  }

  /** A tenant and its members. */
  public record Organisation(
      UUID id, String slug, String name, Login admin, Login auditor, ApiKeySecret apiKey) {}

  /** The people whose passwords the folder keeps; they are made up now if it is new. */
  public static Seed in(Path folder) {
    PrivateFiles.folder(folder);
    return new Seed(
        organisation(folder, "acme", "Acme Ltd"),
        organisation(folder, "globex", "Globex"),
        login(folder, "operator@evergrant.example"));
  }

  /** Writes all of them into a database whose migrations are done. */
  public void into(Database database) {
    into(database, true);
  }

  /**
   * Writes them into a database whose migrations are done.
   *
   * @param withOperator false where the operator comes by invitation instead
   */
  public void into(Database database, boolean withOperator) {
    try (var connection = database.connectAsOwner()) {
      connection.setAutoCommit(false);
      for (var organisation : new Organisation[] {acme, globex}) {
        create(connection, organisation);
        create(connection, organisation.id(), organisation.admin(), "ADMIN");
        create(connection, organisation.id(), organisation.auditor(), "AUDITOR");
        createKey(connection, organisation);
      }
      if (withOperator) {
        create(connection, null, operator, "OPERATOR");
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The demo tenants could not be written: " + e.getMessage(), e);
    }
  }

  private static void create(Connection connection, Organisation organisation) throws SQLException {
    try (var call = connection.prepareStatement("SELECT eg_create_tenant(?, ?, ?)")) {
      call.setObject(1, organisation.id());
      call.setString(2, organisation.slug());
      call.setString(3, organisation.name());
      call.execute();
    }
  }

  /** May do everything that a key can. */
  private static void createKey(Connection connection, Organisation organisation)
      throws SQLException {
    var hashed = KeyFormat.hashed(organisation.apiKey());
    var scopes = Arrays.stream(ApiScope.values()).map(ApiScope::code).toArray();
    try (var call = connection.prepareStatement("SELECT eg_create_api_key(?, ?, ?, ?, ?, ?)")) {
      call.setObject(1, id("key of " + organisation.slug()));
      call.setObject(2, organisation.id());
      call.setString(3, "demo");
      call.setArray(4, connection.createArrayOf("text", scopes));
      call.setString(5, hashed.hash());
      call.setString(6, hashed.hint());
      call.execute();
    }
  }

  private static void create(Connection connection, @Nullable UUID tenant, Login login, String role)
      throws SQLException {
    try (var call = connection.prepareStatement("SELECT eg_create_member(?, ?, ?, ?, ?, ?)")) {
      call.setObject(1, id(login.email()));
      call.setObject(2, tenant);
      call.setString(3, login.email());
      call.setString(4, displayName(role));
      call.setString(5, role);
      call.setString(6, new Argon2idHash().of(new Password(login.password())));
      call.execute();
    }
  }

  private static Organisation organisation(Path folder, String slug, String name) {
    return new Organisation(
        id(slug),
        slug,
        name,
        login(folder, "admin@" + slug + ".example"),
        login(folder, "auditor@" + slug + ".example"),
        new ApiKeySecret(
            PrivateFiles.kept(
                folder.resolve("api-key-" + slug),
                () -> KeyFormat.make(new SecureRandom()).reveal())));
  }

  private static Login login(Path folder, String email) {
    return new Login(email, PrivateFiles.kept(folder.resolve(email), RandomSecret::password));
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(("evergrant seed: " + name).getBytes(StandardCharsets.UTF_8));
  }

  private static String displayName(String role) {
    return role.charAt(0) + role.substring(1).toLowerCase(Locale.ROOT);
  }
}
