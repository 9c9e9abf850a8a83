package io.evergrant.bench;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;
import org.junit.jupiter.api.Test;

/**
 * P14: does an id of another tenant answer as fast as one that nobody has? Calls of both kinds take
 * turns in random order, over one connection, and their medians are compared.
 */
class ForeignIdsBench {
  private static final int CALLS = Integer.getInteger("evergrant.bench.foreign", 2_000);
  private static final int WARM_UP = 500;
  private static final double AIM_MILLIS = 0.3;

  /** Each may make 200 calls a second. */
  private static final int KEYS = 20;

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
    var grant = admin.connect(provider, stack.provider(), "ada");
    for (var i = 0; i < KEYS; i++) {
      keys.add(NewTenant.in(stack, "Stranger").key());
    }
    var found = new JSONArray();
    for (var path :
        List.of(
            "GET /api/v1/providers/%s",
            "GET /api/v1/providers/%s/api-hosts",
            "POST /api/v1/providers/%s/pause",
            "GET /api/v1/grants/%s",
            "GET /api/v1/grants/%s/access-token",
            "GET /api/v1/grants/%s/attempts",
            "POST /api/v1/grants/%s/refresh",
            "POST /api/v1/grants/%s/retry",
            "POST /api/v1/grants/%s/revocation",
            "GET /api/v1/grants/%s/revocation")) {
      found.add(measure(path, path.contains("/grants/") ? grant : provider));
    }
    Files.createDirectories(Path.of("target/bench"));
    Files.writeString(Path.of("target/bench/foreign-ids.json"), found.toJSONString());
  }

  private JSONObject measure(String path, UUID foreign) throws IOException, InterruptedException {
    for (var i = 0; i < WARM_UP; i++) {
      call(path, i % 2 == 0 ? foreign : UUID.randomUUID());
    }
    var asForeign = new double[CALLS];
    var asUnknown = new double[CALLS];
    for (var i = 0; i < CALLS; i++) {
      if (random.nextBoolean()) {
        asForeign[i] = call(path, foreign);
        asUnknown[i] = call(path, UUID.randomUUID());
      } else {
        asUnknown[i] = call(path, UUID.randomUUID());
        asForeign[i] = call(path, foreign);
      }
    }
    var one = median(asForeign);
    var other = median(asUnknown);
    System.out.printf(
        "%-45s foreign %.3f ms, unknown %.3f ms, apart %.3f ms (aim %.1f)%n",
        path, one, other, Math.abs(one - other), AIM_MILLIS);
    var json = new JSONObject();
    json.put("route", path);
    json.put("calls_of_each", CALLS);
    json.put("foreign_p50_ms", one);
    json.put("unknown_p50_ms", other);
    json.put("apart_ms", Math.abs(one - other));
    json.put("within_aim", Math.abs(one - other) <= AIM_MILLIS);
    return json;
  }

  /** Milliseconds. */
  private double call(String path, UUID id) throws IOException, InterruptedException {
    var parts = path.formatted(id).split(" ", 2);
    var key = keys.get(next++ % KEYS);
    var request =
        HttpRequest.newBuilder(URI.create(stack.base() + parts[1]))
            .header("Authorization", "Bearer " + key.reveal())
            .method(parts[0], HttpRequest.BodyPublishers.noBody())
            .build();
    var began = System.nanoTime();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    var took = System.nanoTime() - began;
    if (answer.statusCode() != 404) {
      throw new IllegalStateException(path + " answered " + answer.statusCode());
    }
    return took / 1e6;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[values.length / 2 - 1] + values[values.length / 2]) / 2;
  }
}
