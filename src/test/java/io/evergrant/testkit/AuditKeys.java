package io.evergrant.testkit;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The public keys that checkpoints are signed with. */
public final class AuditKeys {
  private static final Pattern KEY = Pattern.compile("\"public_key\":\"([^\"]+)\"");

  private AuditKeys() {}

  /** As whoever runs Vault shows them, one a line. */
  public static String of(Vault vault) {
    var answer =
        BackEnd.send(
            vault.address(),
            "/v1/transit/keys/eg-audit",
            request -> request.header("X-Vault-Token", vault.token()).GET());
    return KEY.matcher(answer.body())
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.joining("\n"));
  }
}
