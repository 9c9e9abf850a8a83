package io.evergrant.it.postgresql;

import io.evergrant.adapter.vault.KeyValue;
import io.evergrant.adapter.vault.KvSecretVault;
import io.evergrant.adapter.vault.KvTokenVault;
import io.evergrant.adapter.vault.KvWebhookSecrets;
import io.evergrant.adapter.vault.Transit;
import io.evergrant.adapter.vault.TransitEscrowSeal;
import io.evergrant.adapter.vault.TransitSigner;
import io.evergrant.adapter.vault.VaultCalls;
import io.evergrant.adapter.vault.VaultSession;
import io.evergrant.adapter.vault.VaultSettings;
import io.evergrant.adapter.vault.VaultShredding;
import io.evergrant.domain.grant.AttemptId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.Fingerprint;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.testkit.PreparedBao;
import io.evergrant.testkit.Vault;
import io.evergrant.usecase.port.TokenVault.Entry;
import io.evergrant.usecase.port.TokenVault.Opened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The shared OpenBao, as the adapters of a portal that has just started and its operator see it.
 */
final class RealVault {
  private final Vault bao;
  private final HttpClient http = HttpClient.newHttpClient();
  final KvTokenVault tokens;
  final TransitEscrowSeal seal;
  final TransitSigner signer;
  final KvWebhookSecrets webhooks;
  final KvSecretVault secrets;
  final VaultShredding shredding;

  RealVault() {
    var prepared = PreparedBao.shared();
    bao = prepared.vault();
    var made = prepared.role();
    var login = new VaultSettings.Login.AppRole(made.roleId(), made.secretId());
    var settings = new VaultSettings(bao.address(), null, null, login);
    var calls = new VaultCalls(new VaultSession(settings, System::nanoTime));
    var transit = new Transit(calls);
    tokens = new KvTokenVault(new KeyValue(calls), transit);
    webhooks = new KvWebhookSecrets(new KeyValue(calls), transit);
    seal = new TransitEscrowSeal(transit, System::nanoTime);
    signer = new TransitSigner(calls);
    var kv = new KeyValue(calls);
    secrets = new KvSecretVault(kv, transit);
    shredding = new VaultShredding(calls, transit, kv);
  }

  Opened open(TokenLocation location) {
    return tokens.open(List.of(location)).getFirst();
  }

  Opened.Found found(TokenLocation location) {
    return (Opened.Found) open(location);
  }

  static Entry entry(AttemptId attempt, @Nullable String parent, String token) {
    return entry(attempt, parent, token, null);
  }

  static Entry entry(
      AttemptId attempt, @Nullable String parent, String token, @Nullable Instant refreshEnd) {
    return new Entry(
        attempt,
        parent == null ? null : new Fingerprint("f-" + parent),
        new Fingerprint("f-" + token),
        false,
        new TokenSet(
            new RefreshToken(token),
            null,
            null,
            Scope.EMPTY,
            null,
            refreshEnd,
            Instant.parse("2026-11-24T09:00:00Z")));
  }

  static AttemptId attempt() {
    return new AttemptId(UUID.randomUUID());
  }

  /** As an operator would. */
  String operator(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(bao.address() + "/v1/" + path))
            .header("X-Vault-Token", bao.token())
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
