package io.evergrant.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.evergrant.testkit.process.CannotStart;
import io.evergrant.testkit.process.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Vault or OpenBao, wherever it runs, with a token that may prepare it. The portal never gets
 * that token: {@link #prepare} runs {@code vault/bootstrap/bootstrap.sh} and hands out an AppRole.
 *
 * @param address where its API listens
 * @param token the token that prepares it
 */
public record Vault(URI address, String token) {
  private static final Path PROJECT = Path.of("").toAbsolutePath();

  @Override
  public String toString() {
    return "Vault[address=" + address + ", token=hidden]";
  }

  /** Role id and secret id of the AppRole {@code evergrant-portal}; the secret is not printed. */
  public record AppRole(String roleId, String secretId) {
    @Override
    public String toString() {
      return "AppRole[roleId=" + roleId + ", secretId=hidden]";
    }
  }

  /** What the portal is told about it. */
  public Map<String, String> environment(AppRole role) {
    return Map.of(
        "VAULT_ADDR", address.toString(),
        "EVERGRANT_VAULT_ROLE_ID", role.roleId(),
        "EVERGRANT_VAULT_SECRET_ID", role.secretId());
  }

  /** Mounts, keys, policy and AppRole, made or brought up to date, and a new secret id. */
  public AppRole prepare() {
    var environment =
        Map.of(
            "BAO",
            OpenBaoProgram.find().path().toString(),
            "VAULT_ADDR",
            address.toString(),
            "VAULT_TOKEN",
            token);
    var script = PROJECT.resolve("vault/bootstrap/bootstrap.sh").toString();
    var bootstrap =
        Tool.run(
            PROJECT, environment, Duration.ofMinutes(2), List.of("sh", script, "--credentials"));
    if (!bootstrap.succeeded()) {
      throw new CannotStart(
          address + " could not be prepared for Evergrant: " + bootstrap.errors().strip(),
          "use a VAULT_TOKEN that may mount, write policies and AppRoles;"
              + " vault/bootstrap/bootstrap.sh shows each step.");
    }
    return new AppRole(
        value(bootstrap.output(), "EVERGRANT_VAULT_ROLE_ID"),
        value(bootstrap.output(), "EVERGRANT_VAULT_SECRET_ID"));
  }

  /** What lies below a path of the API; nothing where nothing was ever written. */
  public String list(String path) {
    try {
      var answer =
          Http.send(
              HttpRequest.newBuilder(address.resolve("/v1/" + path + "?list=true"))
                  .header("X-Vault-Token", token));
      return switch (answer.status()) {
        case 200 -> String.valueOf(JSONObjectUtils.parse(answer.body()).get("data"));
        case 404 -> "";
        default -> throw new IllegalStateException("list " + path + ": " + answer.status());
      };
    } catch (IOException | ParseException e) {
      throw new IllegalStateException("list " + path, e);
    }
  }

  private static String value(String lines, String key) {
    return lines
        .lines()
        .filter(line -> line.startsWith(key + "="))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("bootstrap.sh did not say " + key))
        .substring(key.length() + 1);
  }
}
