package io.evergrant.adapter.vault;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where Vault is, and how the portal logs in.
 *
 * @param namespace of Vault Enterprise or OpenBao; null for the root namespace
 * @param caCertificate PEM file with what signed Vault's certificate; null for the JDK's own list
 */
public record VaultSettings(
    URI address, @Nullable String namespace, @Nullable Path caCertificate, Login login) {

  /** How the portal logs in. */
  public sealed interface Login {
    /** A token that somebody else looks after. */
    record Token(String reveal) implements Login {
      @Override
      public String toString() {
        return "Token[hidden]";
      }
    }

    /** A role id and a secret id; the portal logs in again as often as it needs to. */
    record AppRole(String roleId, String secretId) implements Login {
      @Override
      public String toString() {
        return "AppRole[" + roleId + ", hidden]";
      }
    }
  }
}
