package io.evergrant.bench;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.it.api.GoodBodies;
import io.evergrant.it.api.Route;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

/**
 * P14: does an id of another tenant answer as fast as one that nobody has? At every address that
 * has an id, calls of both kinds take turns in random order, over one connection, and their medians
 * are compared.
 */
class ForeignIdsBench {
  private static final int CALLS = Integer.getInteger("evergrant.bench.foreign", 1_000);
  private static final int WARM_UP = 300;
  private static final double AIM_MILLIS = 0.3;

  /** Each may make 200 calls a second. */
  private static final int KEYS = 20;

  /** Of a test of a provider, where the provider is looked up before. */
  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

  private static final String HAND_OVER =
      """
      INSERT INTO hand_over (
        tenant_id, id, grant_id, asked_by, session_hash, reason, public_key, asked_at, ends_at)
      SELECT g.tenant_id, ?, g.id, m.id, 'none', 'foreign', 'none', eg_now(), eg_now() + interval '1 minute'
      FROM oauth_grant g
      JOIN member m ON m.tenant_id = g.tenant_id
      WHERE g.id = ?
      LIMIT 1
      """;

  private static final String NOTICE =
      """
      INSERT INTO notice (tenant_id, id, kind, opened_at, closed_at, grants, told_at)
      SELECT g.tenant_id, ?, 'MEMBER_CHANGED', eg_now(), eg_now(), 0, eg_now()
      FROM oauth_grant g
      WHERE g.id = ?
      """;

  private final Stack stack = Stack.shared();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Random random = new Random(1);
  private final List<ApiKeySecret> keys = new ArrayList<>();
  private int next;

  @Test
  void foreign_and_unknown() throws IOException, InterruptedException {
    stack.provider().settings("bench-foreign", Map.of("access_life_s", 86_400));
    var admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    var provider = admin.registerDemo("Foreign", stack.provider(), "bench-foreign");
    var ids = ids(provider, admin.connect(provider, stack.provider(), "ada"));
    for (var i = 0; i < KEYS; i++) {
      keys.add(NewTenant.in(stack, "Stranger").key());
    }
    var found = new JSONArray();
    var beyond = new JSONArray();
    for (var route : Route.all()) {
      if (route.path().contains("{id}") && !route.path().contains("/catalogue/")) {
        var foreign = Objects.requireNonNull(ids.get(family(route)), route.path());
        var measured = measure(route, foreign, provider);
        found.add(measured);
        if (Boolean.FALSE.equals(measured.get("within_aim"))) {
          beyond.add(route.toString());
        }
      }
    }
    System.out.printf("beyond %.1f ms: %s%n", AIM_MILLIS, beyond);
    var report = new JSONObject();
    report.put("aim_ms", AIM_MILLIS);
    report.put("beyond_aim", beyond);
    report.put("routes", found);
    Files.createDirectories(Path.of("target/bench"));
    Files.writeString(Path.of("target/bench/foreign-ids.json"), report.toJSONString());
  }

  /** What the id of an address is of. */
  private static String family(Route route) {
    return route.path().split("/", -1)[3];
  }

  /** One of each kind that the other tenant has, by what stands before it in an address. */
  private Map<String, UUID> ids(UUID provider, UUID grant) {
    var ids = new HashMap<>(Map.of("providers", provider, "grants", grant));
    var bodies =
        Map.of(
            "connect-links", "{\"provider\":\"" + provider + "\"}",
            "api-keys", "{\"name\":\"foreign %s\",\"scopes\":[\"read\"]}",
            "webhooks",
                "{\"name\":\"foreign"
                    + " %s\",\"url\":\"http://127.0.0.1:9/\",\"events\":[\"hand_over.*\"]}",
            "members", "{\"email\":\"%s@acme.example\"}",
            "views", "{\"name\":\"foreign %s\",\"q\":\"x\"}",
            "bulk-acts", "{\"act\":\"pause\",\"q\":\"nobody is called so\"}",
            "audit-exports", "{\"format\":\"jsonl\"}",
            "audit-verifications", "",
            "legal-holds", "{\"reason\":\"foreign %s\"}");
    var acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());
    bodies.forEach(
        (kind, body) ->
            ids.put(kind, made(acme, "/api/v1/" + kind, body.formatted(UUID.randomUUID()))));
    ids.put("hand-overs", written(HAND_OVER, grant));
    ids.put("notices", written(NOTICE, grant));
    return ids;
  }

  private static UUID made(BackEnd by, String path, String body) {
    var answer =
        body.isEmpty()
            ? by.post(path)
            : by.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    if (answer.status() != 201) {
      throw new IllegalStateException(path + " answered " + answer.body());
    }
    return UUID.fromString(answer.text("id"));
  }

  /** What takes two people, or time, is written. */
  private UUID written(String statement, UUID grant) {
    var id = UUID.randomUUID();
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var insert = connection.prepareStatement(statement)) {
      insert.setObject(1, id);
      insert.setObject(2, grant);
      insert.executeUpdate();
      return id;
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  private JSONObject measure(Route route, UUID foreign, UUID provider)
      throws IOException, InterruptedException {
    for (var i = 0; i < WARM_UP; i++) {
      call(route, i % 2 == 0 ? foreign : UUID.randomUUID(), provider);
    }
    var asForeign = new double[CALLS];
    var asUnknown = new double[CALLS];
    for (var i = 0; i < CALLS; i++) {
      if (random.nextBoolean()) {
        asForeign[i] = call(route, foreign, provider);
        asUnknown[i] = call(route, UUID.randomUUID(), provider);
      } else {
        asUnknown[i] = call(route, UUID.randomUUID(), provider);
        asForeign[i] = call(route, foreign, provider);
      }
    }
    var one = median(asForeign);
    var other = median(asUnknown);
    System.out.printf(
        "%-60s foreign %.3f ms, unknown %.3f ms, apart %.3f ms (aim %.1f)%n",
        route, one, other, Math.abs(one - other), AIM_MILLIS);
    var json = new JSONObject();
    json.put("route", route.toString());
    json.put("calls_of_each", CALLS);
    json.put("foreign_p50_ms", one);
    json.put("unknown_p50_ms", other);
    json.put("apart_ms", Math.abs(one - other));
    json.put("within_aim", Math.abs(one - other) <= AIM_MILLIS);
    return json;
  }

  /** Milliseconds. */
  private double call(Route route, UUID id, UUID provider)
      throws IOException, InterruptedException {
    var key = keys.get(next++ % KEYS);
    var path = route.path().replace("{number}", "1").replace("{test}", UNKNOWN);
    var at = path.replace("{path}", "api.example.com/v1").replace("{id}", id.toString());
    var request =
        HttpRequest.newBuilder(URI.create(stack.base() + at))
            .header("Authorization", "Bearer " + key.reveal())
            .method(route.method(), HttpRequest.BodyPublishers.noBody());
    if (!route.types().isEmpty() && !route.isForwarded()) {
      request
          .header("Content-Type", GoodBodies.type(route))
          .header("If-Match", "*")
          .method(
              route.method(), HttpRequest.BodyPublishers.ofString(GoodBodies.of(route, provider)));
    }
    var sent = request.build();
    var began = System.nanoTime();
    var answer = http.send(sent, BodyHandlers.ofByteArray());
    var took = System.nanoTime() - began;
    if (answer.statusCode() != 404) {
      throw new IllegalStateException(route + " answered " + answer.statusCode());
    }
    return took / 1e6;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[values.length / 2 - 1] + values[values.length / 2]) / 2;
  }
}
