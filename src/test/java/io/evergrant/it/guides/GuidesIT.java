package io.evergrant.it.guides;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Guides;
import io.evergrant.testkit.Python;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.demo.Application;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.Tool;
import io.evergrant.testkit.process.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guides tell works as they tell it. */
class GuidesIT {
  private static final int LIFE = 15;

  /** In seconds; enough for the call that a worker makes with its token. */
  private static final String MIN_TTL = "5";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");
  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();

  @Test
  void a_file_of_requests_oauthlib_moves_in_and_twelve_workers_cost_one_redemption()
      throws Exception {
    var guide = Guides.at(stack, "guide-oauthlib", LIFE);
    var python = Guides.python();
    var file = fileOfRequestsOauthlib(guide, python);
    var moved =
        python(
            guide,
            python,
            "from-requests-oauthlib",
            "move.py",
            file.toString(),
            guide.provider().toString(),
            "customer-42");
    assertThat(moved.exit()).as(moved.errors()).isZero();
    var grant = UUID.fromString(moved.output().strip());

    var first = worker(guide, python, grant);
    assertThat(first.exit()).as(first.errors()).isZero();
    assertThat(first.output().strip()).isEqualTo("Ada Lindqvist");
    var kept = guide.backEnd().get("/api/v1/grants/" + grant + "/access-token?min_ttl=0");
    var end = Instant.parse(kept.text("expires_at"));
    var before = guide.redemptions("ada");
    // however slowly twelve programs start here, what the one redemption gives outlives them
    demo.settings(guide.mode(), Map.of("access_life_s", 3_600));
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var runs = new ArrayList<Future<Tool>>();
      for (var i = 0; i < 12; i++) {
        var at = end.minusMillis(9_000 - 400L * i);
        runs.add(
            threads.submit(
                () -> {
                  Thread.sleep(Math.max(0, Duration.between(Instant.now(), at).toMillis()));
                  return worker(guide, python, grant);
                }));
      }
      for (var run : runs) {
        assertThat(run.get().exit()).as(run.get().errors()).isZero();
        assertThat(run.get().output().strip()).isEqualTo("Ada Lindqvist");
      }
    }
    assertThat(guide.redemptions("ada") - before).as("in the provider's ledger").isEqualTo(1);
  }

  /** As that library writes it: the old program runs once. */
  private Path fileOfRequestsOauthlib(Guides guide, Python python) throws Exception {
    var token = new Application(demo.issuer(guide.mode())).connect("ada");
    token.put("expires_at", Instant.now().getEpochSecond() - 10);
    var file = Files.writeString(folder.resolve("token.json"), token.toJSONString());
    var environment = new HashMap<>(python.environment());
    environment.put("TOKEN_FILE", file.toString());
    environment.put("TOKEN_URL", demo.issuer(guide.mode()) + "/token");
    environment.put("CLIENT_ID", DemoProvider.CLIENT_ID);
    environment.put("CLIENT_SECRET", DemoProvider.CLIENT_SECRET);
    environment.put("OAUTHLIB_INSECURE_TRANSPORT", "1");
    var done = guide.run("from-requests-oauthlib", environment, python.line("before.py"));
    assertThat(done.output().strip()).as(done.errors()).isEqualTo("Ada Lindqvist");
    assertThat(Files.readString(file)).contains("\"expires_at\": ").contains("refresh_token");
    return file;
  }

  private static Tool worker(Guides guide, Python python, UUID grant) {
    return python(guide, python, "python-fastapi", "worker.py", grant.toString(), MIN_TTL);
  }

  @Test
  void flask() {
    var guide = Guides.at(stack, "guide-flask", 600);
    var python = Guides.python();
    var environment = new HashMap<>(python.environment());
    environment.put("GRANT", guide.connect("ben").toString());
    var app = Guides.FOLDER.resolve("python-flask/app.py").toString();
    try (var server =
        guide.serve(
            "flask",
            folder,
            environment,
            port -> python.line("-m", "flask", "--app", app, "run", "--port", port))) {
      assertThat(server.get("/profile").body()).contains("Ben ");
      var grant = environment.get("GRANT");
      guide.backEnd().post("/api/v1/grants/" + grant + "/pause");
      var paused = server.get("/profile");
      assertThat(paused.status()).isEqualTo(409);
      assertThat(paused.body()).contains("An admin", stack.base() + "/grants/" + grant);
      guide.backEnd().post("/api/v1/grants/" + grant + "/resume");
      assertThat(demo.revoke(guide.mode(), "ben")).isPositive();
      guide.backEnd().post("/api/v1/grants/" + grant + "/refresh");
      var sent = server.get("/profile");
      assertThat(sent.status()).isEqualTo(302);
      assertThat(sent.header("Location")).startsWith(stack.base() + "/connect/");
    }
  }

  @Test
  void curl_and_the_command_line() {
    var guide = Guides.at(stack, "guide-curl", 600);
    var grant = guide.connect("chen");
    var environment =
        Map.of(
            "GRANT",
            grant.toString(),
            "WORK",
            folder.toString(),
            "EVERGRANT_CLI",
            Path.of("target/evergrant-cli.jar").toAbsolutePath().toString(),
            "PATH",
            Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
    for (var script : List.of("./profile.sh", "./nightly.sh", "./nightly.sh")) {
      var done = guide.run("curl", environment, List.of(script));
      assertThat(done.output()).as(script + ": " + done.errors()).contains("\"sub\":\"chen\"");
    }
    assertThat(folder.resolve("token.json")).exists();
    var none = new HashMap<>(environment);
    none.put("GRANT", UUID.randomUUID().toString());
    var refused = guide.run("curl", none, List.of("./profile.sh"));
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.errors()).contains("urn:evergrant:problem:not-found");
  }

  @Test
  void plain_java() {
    var guide = Guides.at(stack, "guide-java", 600);
    var grant = guide.connect("ada").toString();
    var environment = Map.of("GRANT", grant);
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var done = guide.run("java", environment, List.of(java, "Profile.java"));
    assertThat(done.output()).as(done.errors()).contains("\"sub\":\"ada\"");
    guide.backEnd().post("/api/v1/grants/" + grant + "/pause");
    var paused = guide.run("java", environment, List.of(java, "Profile.java"));
    assertThat(paused.exit()).isEqualTo(1);
    assertThat(paused.errors()).contains("An admin", stack.base() + "/grants/" + grant);
  }

  @Test
  void a_worker_whose_grant_is_paused_names_the_page_for_an_admin() {
    var guide = Guides.at(stack, "guide-paused", 600);
    var grant = guide.connect("ada");
    guide.backEnd().post("/api/v1/grants/" + grant + "/pause");
    var paused = worker(guide, Guides.python(), grant);
    assertThat(paused.exit()).isEqualTo(1);
    assertThat(paused.errors()).contains("NeedsAdmin: an admin", stack.base() + "/grants/" + grant);
  }

  @Test
  void tokens_in_redis_move_in() {
    var guide = Guides.at(stack, "guide-redis", 600);
    var python = Guides.python();
    try (var redis = Redis.start(folder)) {
      var app = new Application(demo.issuer(guide.mode()));
      redis.set("token:c-ada", app.connect("ada").toJSONString());
      redis.set("token:c-ben", app.connect("ben").toJSONString());
      redis.set("token:c-pickle", "gASVGgAAAAAAAAB9lIwNcmVmcmVzaF90b2tlbpSMAnIxlHMu");
      redis.set("other:c-chen", app.connect("chen").toJSONString());
      var environment = new HashMap<>(python.environment());
      environment.put("REDIS_URL", redis.url());
      var line = python.line("move.py", "token:", guide.provider().toString());
      var done = guide.run("from-redis", environment, line);
      assertThat(done.exit()).as(done.errors()).isEqualTo(1);
      assertThat(done.output())
          .contains("c-ada imported", "c-ben imported", "c-pickle refused: no JSON")
          .doesNotContain("chen");
    }
    var active = "/api/v1/grants?status=active&provider=" + guide.provider();
    Until.holds("both are proved", PATIENCE, () -> guide.backEnd().get(active).items().size() == 2);
  }

  private static Tool python(Guides guide, Python python, String where, String... words) {
    return guide.run(where, python.environment(), python.line(words));
  }
}
