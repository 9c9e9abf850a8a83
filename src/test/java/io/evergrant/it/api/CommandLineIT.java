package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.demo.LedgerEntry;
import io.evergrant.testkit.process.Tool;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a script runs it: the JAR, processes of its own, the real portal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {
  private static final String MODE = "command-line";

  /** In seconds: an expiry that is waited for, and one that nobody here sees. */
  private static final int SHORT_LIFE = 12;

  private static final int LIFE = 3_600;
  private static final Path JAR = Path.of("target/evergrant-cli.jar").toAbsolutePath();

  @TempDir private Path folder = Path.of("");
  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();
  private Visitor admin = new Visitor(stack.base());
  private UUID provider = new UUID(0, 0);

  @BeforeAll
  void a_provider() {
    admin = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    provider = register(MODE);
  }

  /** Only the refresh token is kept alive: access tokens come on demand. */
  private UUID register(String mode) {
    live(mode, 600);
    return admin.registerDemoOnDemand("For scripts, " + mode, demo, mode);
  }

  @Test
  void twelve_processes_around_an_expiry_find_whole_tokens_and_cost_one_redemption()
      throws Exception {
    var mode = MODE + "-around";
    var around = register(mode);
    live(mode, SHORT_LIFE);
    var grant = admin.connect(around, demo, "ada");
    var file = folder.resolve("shared/token.json");
    Files.createDirectory(file.getParent());
    assertThat(token(grant, file, "--min-ttl", "0").exit()).isZero();
    var first = value(file);
    var end = Instant.parse(member(file, "expires_at"));
    // however slowly twelve programs start here, what the one redemption gives outlives them
    live(mode, LIFE);
    var before = redemptions(mode, "ada");

    var over = new AtomicBoolean();
    // threads of the system: whoever reads all the time would keep the provider, which answers on
    // virtual threads of this JVM, from its core
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var watched = threads.submit(() -> watch(file, over));
      var runs = new ArrayList<Future<Tool>>();
      for (var i = 0; i < 12; i++) {
        // the first find it living, the last ended: the file counts from a whole second and in
        // whole seconds, so the portal may call it living for two more
        var at = end.minusMillis(4_000 - 600L * i);
        runs.add(threads.submit(() -> tokenAt(at, grant, file)));
      }
      var done = new ArrayList<Tool>();
      try {
        for (var run : runs) {
          done.add(run.get());
        }
      } finally {
        over.set(true);
      }
      assertThat(done).allSatisfy(run -> assertThat(run.exit()).as(run.errors()).isZero());
      assertThat(watched.get()).as("readings").isPositive();
    }
    assertThat(redemptions(mode, "ada") - before).as("in the provider's ledger").isEqualTo(1);
    assertThat(value(file)).isNotEqualTo(first);
    assertThat(works(mode, value(file))).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var all = Files.list(file.getParent())) {
      assertThat(all).as("the file and its lock").hasSize(2);
    }
  }

  @Test
  void a_living_token_is_given_without_a_call() throws IOException {
    var grant = admin.connect(provider, demo, "ben");
    var file = folder.resolve("living.json");
    assertThat(token(grant, file, "--min-ttl", "0").exit()).isZero();
    var again = token(grant, file, "--min-ttl", "0", "--exec", "cat", file.toString());
    assertThat(again.exit()).isZero();
    assertThat(again.output()).isEqualTo(Files.readString(file));
    assertThat(again.errors()).contains("good still").doesNotContain(value(file));
    assertThat(released(grant)).isEqualTo(1);
  }

  @Test
  void a_token_is_piped_to_whoever_needs_it() {
    var grant = admin.connect(provider, demo, "chen");
    var done = run(List.of("token", "--grant", grant.toString(), "--print", "--min-ttl", "0"));
    assertThat(done.exit()).as(done.errors()).isZero();
    assertThat(works(MODE, done.output().strip())).isTrue();
    assertThat(done.errors()).isEmpty();
  }

  @Test
  void a_withdrawn_consent_shows_what_to_send_to_whom() {
    var mode = MODE + "-withdrawn";
    var id = register(mode);
    var grant = admin.connect(id, demo, "ada");
    assertThat(demo.revoke(mode, "ada")).isPositive();
    assertThat(backEnd().post("/api/v1/grants/" + grant + "/refresh").status()).isEqualTo(409);
    var done = token(grant, folder.resolve("withdrawn.json"));
    assertThat(done.exit()).isEqualTo(4);
    assertThat(done.errors())
        .contains("needs_consent", "Mend: ", stack.base() + "/connect/")
        .contains(stack.base() + "/grants/" + grant);
    assertThat(folder.resolve("withdrawn.json")).doesNotExist();
  }

  @Test
  void a_grant_that_is_not_there_is_refused() {
    var done = token(UUID.randomUUID(), folder.resolve("none.json"));
    assertThat(done.exit()).isEqualTo(6);
    assertThat(done.errors()).contains("Nothing is here", "Mend: ");
  }

  /** The call waits as long as it is told to, and no longer than it was allowed. */
  @Test
  void a_provider_that_does_not_serve_is_waited_for() {
    var mode = MODE + "-away";
    var id = register(mode);
    var grant = admin.connect(id, demo, "ada");
    demo.fault(
        Map.of("kind", "status", "status", 503, "mode", mode, "endpoint", "token", "times", 1));
    var file = folder.resolve("away.json");
    var done = token(grant, file, "--min-ttl", "600", "--wait", "0");
    assertThat(done.exit()).as(done.errors()).isEqualTo(5);
    Until.holds(
        "it comes after a wait",
        Duration.ofMinutes(2),
        () -> token(grant, file, "--min-ttl", "600", "--wait", "60").exit() == 0);
  }

  private static int watch(Path file, AtomicBoolean over) throws IOException, InterruptedException {
    var readings = 0;
    while (!over.get()) {
      try {
        var text = Files.readString(file);
        assertThat(text).startsWith("{\"access_token\":\"").endsWith("\"}\n");
        readings++;
        Thread.sleep(2);
      } catch (NoSuchFileException e) {
        throw new AssertionError("the file was away for a moment", e);
      }
    }
    return readings;
  }

  private Tool tokenAt(Instant at, UUID grant, Path file) throws InterruptedException {
    Thread.sleep(Math.max(0, Duration.between(Instant.now(), at).toMillis()));
    return token(grant, file, "--min-ttl", "0");
  }

  private Tool token(UUID grant, Path file, String... more) {
    var words =
        new ArrayList<>(List.of("token", "--grant", grant.toString(), "--out", file.toString()));
    words.addAll(List.of(more));
    return run(words);
  }

  private Tool run(List<String> words) {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString()));
    line.addAll(words);
    var environment = new HashMap<String, String>();
    environment.put("EVERGRANT_URL", stack.base().toString());
    environment.put("EVERGRANT_API_KEY", stack.seed().acme().apiKey().reveal());
    return Tool.run(folder, environment, Duration.ofMinutes(3), line);
  }

  private static String value(Path file) throws IOException {
    return member(file, "access_token");
  }

  private static String member(Path file, String name) throws IOException {
    var found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(Files.readString(file));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private BackEnd backEnd() {
    return new BackEnd(stack.base(), stack.seed().acme().apiKey());
  }

  private long released(UUID grant) {
    var path = "/api/v1/audit-events?limit=200&type=token_released&grant=" + grant;
    return backEnd().get(path).items().size();
  }

  private void live(String mode, int seconds) {
    demo.settings(mode, Map.of("access_life_s", seconds));
  }

  private long redemptions(String mode, String account) {
    return demo.ledger(mode).stream()
        .filter(entry -> entry.kind().equals("refresh_token"))
        .filter(entry -> account.equals(entry.account()))
        .filter(LedgerEntry::accepted)
        .count();
  }

  private boolean works(String mode, String token) {
    return BackEnd.send(
                demo.issuer(mode),
                demo.issuer(mode) + "/userinfo",
                request -> request.header("Authorization", "Bearer " + token))
            .status()
        == 200;
  }
}
