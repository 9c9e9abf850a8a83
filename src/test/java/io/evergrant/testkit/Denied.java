package io.evergrant.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.util.Map;

/**
 * Paths that the portal's policy forbids for a while. A store looks its policies up at each
 * request, so the change counts at once and for logins that exist.
 */
public final class Denied {
  private static final String POLICY = "sys/policies/acl/evergrant-portal";

  private final Vault vault;
  private final String path;

  private Denied(Vault vault, String path) {
    this.vault = vault;
    this.path = path;
  }

  /** Whatever is done at a path of the API, which may end in {@code *}. */
  public static Denied at(Vault vault, String path) {
    return new Denied(vault, path);
  }

  /** Forbids it, and afterwards allows again what was allowed before. */
  public void during(Runnable work) {
    var before = read(vault);
    write(before + "\npath \"" + path + "\" {\n  capabilities = [\"deny\"]\n}\n");
    try {
      work.run();
    } finally {
      write(before);
    }
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
