package io.evergrant.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.evergrant.testkit.Vault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The floor under every read: an entry of KV and its decryption, asked of OpenBao itself. */
final class BareReads {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Vault vault;
  private final String tenant;
  private final List<Entry> entries = new ArrayList<>();

  BareReads(Vault vault, Herd herd) throws SQLException {
    this.vault = vault;
    tenant = herd.tenant.toString();
    var sql = "SELECT id, salt FROM oauth_grant WHERE provider_id = ?";
    try (var query = herd.connection.prepareStatement(sql)) {
      query.setObject(1, herd.provider.value());
      try (var row = query.executeQuery()) {
        while (row.next()) {
          entries.add(new Entry(row.getObject(1, UUID.class), row.getString(2)));
        }
      }
    }
  }

  double perSecond(int connections, Duration window) {
    return Connections.perSecond(connections, window, this::read);
  }

  List<Double> alone(int times, Duration every) {
    return Connections.oneByOne(times, every, this::read);
  }

  private void read(int number) throws IOException, InterruptedException {
    var entry = entries.get(number % entries.size());
    var path = "/v1/evergrant/data/" + tenant + "/grants/" + entry.grant() + "/" + entry.salt();
    var answer = send(request(path).GET().build());
    var from = answer.indexOf("\"sealed\":\"") + 10;
    var sealed = answer.substring(from, answer.indexOf('"', from));
    var context =
        Base64.getEncoder().encodeToString((tenant + "|" + entry.grant()).getBytes(UTF_8));
    var body = "{\"ciphertext\":\"%s\",\"context\":\"%s\"}".formatted(sealed, context);
    var opened =
        send(
            request("/v1/transit/decrypt/eg-tenant-" + tenant)
                .POST(BodyPublishers.ofString(body))
                .build());
    try {
      JSONObjectUtils.parse(opened);
    } catch (ParseException e) {
      throw new IOException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(vault.address().resolve(path))
        .header("X-Vault-Token", vault.token());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("OpenBao answered a bare read with " + answer.statusCode());
    }
    return answer.body();
  }

  private record Entry(UUID grant, String salt) {}
}
