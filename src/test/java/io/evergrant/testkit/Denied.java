package io.evergrant.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.util.Map;

/**
 * Paths that the portal's policy forbids until this is closed. A store looks its policies up at
 * each request, so the change counts at once and for logins that exist.
 */
public final class Denied implements AutoCloseable {
  private static final String POLICY = "sys/policies/acl/evergrant-portal";

  private final Vault vault;
  private final String before;

  private Denied(Vault vault, String before) {
    this.vault = vault;
    this.before = before;
  }

  /** Forbids whatever is done at these paths of the API, which may end in {@code *}. */
  public static Denied at(Vault vault, String... paths) {
    var denied = new Denied(vault, read(vault));
    var policy = new StringBuilder(denied.before);
    for (var path : paths) {
      policy.append("\npath \"").append(path).append("\" {\n  capabilities = [\"deny\"]\n}\n");
    }
    denied.write(policy.toString());
    return denied;
  }

  /** Allows again what the policy allowed before. */
  @Override
  public void close() {
    write(before);
  }

  private void write(String policy) {
    var body = JSONObjectUtils.toJSONString(Map.of("policy", policy));
    send(vault, HttpRequest.BodyPublishers.ofString(body), "PUT");
  }

  private static String read(Vault vault) {
    try {
      var answer = send(vault, HttpRequest.BodyPublishers.noBody(), "GET");
      var data = JSONObjectUtils.getJSONObject(JSONObjectUtils.parse(answer), "data");
      return JSONObjectUtils.getString(data, "policy");
    } catch (ParseException e) {
      throw new IllegalStateException("the portal's policy could not be read", e);
    }
  }

  private static String send(Vault vault, HttpRequest.BodyPublisher body, String method) {
    try {
      var answer =
          Http.send(
              HttpRequest.newBuilder(vault.address().resolve("/v1/" + POLICY))
                  .header("X-Vault-Token", vault.token())
                  .method(method, body));
      if (answer.status() >= 300) {
        throw new IllegalStateException(method + " " + POLICY + ": " + answer.status());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException("the store did not answer", e);
    }
  }
}
