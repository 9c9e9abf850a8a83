package io.evergrant.testkit;

import io.evergrant.testkit.process.CannotStart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Stores of the user's own that take the place of ours, as the environment names them. Each is
 * looked at before anything is started, so that what is wrong with it is said in one sentence and
 * not by a stack trace of the portal.
 *
 * @param database from {@code EVERGRANT_DB_*}
 * @param vault from {@code VAULT_ADDR} and {@code VAULT_TOKEN}
 */
public record Outside(Optional<Database> database, Optional<Vault> vault) {
  /** Everything is ours. */
  public static final Outside NOTHING = new Outside(Optional.empty(), Optional.empty());

  /**
   * What the environment names, looked at.
   *
   * @throws CannotStart when something is named but not usable
   */
  public static Outside in(Map<String, String> environment) {
    var database = given(environment, "EVERGRANT_DB_URL").map(url -> database(url, environment));
    var vault =
        given(environment, "VAULT_ADDR")
            .map(
                address ->
                    new Vault(
                        URI.create(address), needed(environment, "VAULT_TOKEN", "VAULT_ADDR")));
    database.ifPresent(Outside::check);
    vault.ifPresent(Outside::check);
    return new Outside(database, vault);
  }

  private static Database database(String url, Map<String, String> environment) {
    return new Database(
        url,
        login(environment, "EVERGRANT_DB_USER", "EVERGRANT_DB_PASSWORD"),
        login(environment, "EVERGRANT_DB_OWNER_USER", "EVERGRANT_DB_OWNER_PASSWORD"));
  }

  private static Database.Login login(
      Map<String, String> environment, String user, String password) {
    return new Database.Login(
        needed(environment, user, "EVERGRANT_DB_URL"),
        needed(environment, password, "EVERGRANT_DB_URL"));
  }

  /** The runtime role and the owner must both get in. */
  static void check(Database database) {
    try (var app = database.connect();
        var owner = database.connectAsOwner()) {
      if (!app.isValid(5) || !owner.isValid(5)) {
        throw new SQLException("no answer");
      }
    } catch (SQLException e) {
      throw new CannotStart(
          "The database "
              + database.url()
              + " cannot be used: "
              + String.valueOf(e.getMessage()).strip(),
          mend(String.valueOf(e.getSQLState())),
          e);
    }
  }

  private static String mend(String state) {
    if (state.startsWith("08")) {
      return "start PostgreSQL or correct EVERGRANT_DB_URL; unset it to get a database of its own.";
    }
    return "run db/role/roles.sql there as a superuser, and set EVERGRANT_DB_USER,"
        + " EVERGRANT_DB_PASSWORD, EVERGRANT_DB_OWNER_USER and EVERGRANT_DB_OWNER_PASSWORD"
        + " to its two logins.";
  }

  /** Vault must answer, be open, and know the token. */
  static void check(Vault vault) {
    try {
      var health = Http.send(HttpRequest.newBuilder(at(vault, "/v1/sys/health?standbyok=true")));
      switch (health.status()) {
        case 503 ->
            throw new CannotStart(
                vault.address() + " is sealed.",
                "unseal it (bao operator unseal), then start again.");
        case 501 ->
            throw new CannotStart(
                vault.address() + " is not initialized.",
                "initialize and unseal it (bao operator init), then start again.");
        default -> checkToken(vault);
      }
    } catch (IOException e) {
      throw new CannotStart(
          "VAULT_ADDR names " + vault.address() + ", where nobody answers.",
          "start OpenBao or Vault there, correct VAULT_ADDR, or unset it to get an OpenBao of its"
              + " own.",
          e);
    }
  }

  private static void checkToken(Vault vault) throws IOException {
    var request =
        HttpRequest.newBuilder(at(vault, "/v1/auth/token/lookup-self"))
            .header("X-Vault-Token", vault.token());
    var answer = Http.send(request);
    if (answer.status() != 200) {
      throw new CannotStart(
          vault.address() + " does not take VAULT_TOKEN: it answered " + answer.status() + ".",
          "set VAULT_TOKEN to a valid token that may mount, write policies and AppRoles.");
    }
  }

  private static URI at(Vault vault, String path) {
    return vault.address().resolve(path);
  }

  private static Optional<String> given(Map<String, String> environment, String key) {
    return Optional.ofNullable(environment.get(key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static String needed(Map<String, String> environment, String key, String because) {
    return given(environment, key)
        .orElseThrow(
            () ->
                new CannotStart(
                    because + " is set, but " + key + " is not.",
                    "set " + key + " too, or unset " + because + "."));
  }
}
