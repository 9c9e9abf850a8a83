package io.evergrant.bootstrap;

import io.evergrant.adapter.http.AddressPolicy;
import io.evergrant.adapter.http.Limits;
import io.evergrant.adapter.vault.VaultSettings;
import io.evergrant.adapter.vault.VaultSettings.Login;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the operator configured about the ways out: to providers, and to Vault. */
class OutboundSettings {
  @Produces
  @Singleton
  AddressPolicy addresses(Configuration configuration) {
    return configuration.parsed(
        "EVERGRANT_ALLOWED_ADDRESSES",
        "",
        AddressPolicy::allowing,
        "Give ranges such as 10.20.0.0/16, separated by commas, or leave it out.");
  }

  @Produces
  @Singleton
  Limits limits() {
    return Limits.USUAL;
  }

  @Produces
  @Singleton
  VaultSettings vault(Configuration configuration) {
    var address =
        configuration.parsed(
            "VAULT_ADDR",
            configuration.required("VAULT_ADDR", "Give the address of Vault or OpenBao."),
            OutboundSettings::address,
            "Give an address such as https://vault.example.com:8200.");
    return new VaultSettings(
        address,
        configuration.optional("VAULT_NAMESPACE").orElse(null),
        certificate(configuration),
        login(configuration));
  }

  private static Login login(Configuration configuration) {
    var role = configuration.optional("EVERGRANT_VAULT_ROLE_ID");
    if (role.isPresent()) {
      return new Login.AppRole(
          role.get(),
          configuration.required(
              "EVERGRANT_VAULT_SECRET_ID", "A role id needs its secret id beside it."));
    }
    return new Login.Token(
        configuration.required(
            "VAULT_TOKEN",
            "Give it, or EVERGRANT_VAULT_ROLE_ID and EVERGRANT_VAULT_SECRET_ID, which"
                + " vault/bootstrap/bootstrap.sh --credentials makes."));
  }

  private static @Nullable Path certificate(Configuration configuration) {
    var path = configuration.optional("VAULT_CACERT").map(Path::of).orElse(null);
    if (path != null && !Files.isReadable(path)) {
      throw new BadConfiguration(
          "VAULT_CACERT", "names a file that cannot be read (" + path + ")", "Check its path.");
    }
    return path;
  }

  private static URI address(String text) {
    var uri = URI.create(text);
    if (uri.getHost() == null || !uri.getScheme().matches("https?")) {
      throw new IllegalArgumentException("not an http address");
    }
    return uri;
  }
}
