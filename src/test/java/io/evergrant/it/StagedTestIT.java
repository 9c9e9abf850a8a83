package io.evergrant.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.OwnCertificate;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.Visitor.Page;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registrations that are wrong in one way each, tested in the running portal. */
class StagedTestIT {
  private static final String MODE = "staged";

  @TempDir static Path folder;
  private static final Stack STACK = Stack.shared();
  private static final DemoProvider DEMO = STACK.provider();
  private static final List<Socket> HELD = new CopyOnWriteArrayList<>();
  private static Visitor admin = new Visitor(STACK.base());
  private static ServerSocket silent = listening();
  private static ServerSocket secure = listening();

  @BeforeAll
  static void start() throws IOException {
    DEMO.settings(MODE, Map.of("access_life_s", 3_600));
    admin = Visitor.signedIn(STACK.base(), OwnTenant.in(STACK, 1).admins().getFirst());
    Thread.ofVirtual().start(StagedTestIT::holdAll);
    secure =
        OwnCertificate.of(folder, "provider.test")
            .server()
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(StagedTestIT::shakeHands);
  }

  @AfterAll
  static void stop() throws IOException {
    silent.close();
    secure.close();
    for (var socket : HELD) {
      socket.close();
    }
  }

  @Test
  void each_wrong_registration_fails_at_its_stage_and_says_what_mends_it() {
    var issuer = DEMO.issuer(MODE).toString();
    var token = issuer + "/token";
    var hangs = "http://127.0.0.1:" + silent.getLocalPort() + "/token";
    var untrusted = "https://127.0.0.1:" + secure.getLocalPort() + "/token";
    var secret = begin("Wrong secret", issuer, token, Map.of("clientSecret", "another-secret"));
    var other = begin("Wrong issuer", issuer + "/", token, Map.of());
    var inside = begin("Inside", "", "https://10.255.255.1/token", Map.of());
    var hanging = begin("Hangs", "", hangs, Map.of());
    var stranger = begin("Not trusted", "", untrusted, Map.of());
    var moved = begin("Moved", issuer, DEMO.issuer("grace") + "/token", Map.of());

    assertThat(failed(secret, "client"))
        .contains("refuses the client (invalid_client)", "replace the client secret");
    assertThat(stage(secret, "consent")).contains("Not done");
    assertThat(failed(inside, "name"))
        .contains("10.255.255.1", "not a public address", "EVERGRANT_ALLOWED_ADDRESSES");
    assertThat(failed(stranger, "tls")).contains("vouches", "CN=provider.test");
    assertThat(failed(hanging, "client")).contains("did not answer within 10 s");
    assertThat(failed(other, "discovery")).contains("another issuer", "Correct the issuer");
    // that is no reason to stop
    assertThat(ended(other, "client", "Passed")).doesNotContain("Failed");
    assertThat(ended(moved, "discovery", "Look at it"))
        .contains("Token endpoint: registered", "published " + token);
  }

  @Test
  void a_consent_by_the_link_and_a_refresh_end_it() {
    var provider = admin.registerDemo("Whole", DEMO, MODE);
    var page = press(provider);
    consent(provider);
    assertThat(stage(provider, "consent")).contains("is connected, with all scopes");
    assertThat(stage(provider, "refresh")).contains("with a new refresh token");
    assertThat(page.status()).isEqualTo(200);
    var log = admin.get("/audit?provider=" + provider).text();
    assertThat(log).contains("Test of a provider ended", "Test of a provider asked for");
    assertThat(admin.get(href(provider, "test-grant")).text())
        .contains("at the one refresh so far");
  }

  /** Commas between scopes, JSON, a parameter of its own, and an address for refreshes alone. */
  @Test
  void a_provider_that_leaves_the_rfc_is_spoken_to_in_its_own_words() {
    var mode = "own-words";
    DEMO.settings(mode, Map.of("own_words", true, "access_life_s", 3_600));
    var issuer = DEMO.issuer(mode).toString();
    var words =
        Map.of(
            "authorizationEndpoint", issuer + "/authorize",
            "refreshEndpoint", issuer + "/refresh",
            "scopeSeparator", "COMMA",
            "tokenRequestBody", "JSON",
            "tokenParameters", "audience=demo",
            "clientAuthentication", "CLIENT_SECRET_POST");
    var provider = begin("Own words", issuer, issuer + "/token", words);
    consent(provider);
    assertThat(stage(provider, "consent")).contains("is connected, with all scopes");
    assertThat(stage(provider, "refresh")).contains("with a new refresh token");
    assertThat(admin.get("/providers/" + provider).text())
        .contains(issuer + "/refresh", "A comma", "JSON", "audience=demo");
  }

  /** By the link of its test; returns when the refresh that follows has passed as well. */
  private static void consent(UUID provider) {
    Until.holds(
        "somebody can consent",
        Duration.ofSeconds(30),
        () -> page(provider).document().getElementById("consent") != null);
    var owner = new Visitor(STACK.base());
    var path = href(provider, "consent").substring(STACK.base().toString().length());
    var unused = owner.followLink(owner.get(path), DEMO, "ada", "allow");
    Until.holds(
        "all passed",
        Duration.ofSeconds(60),
        () -> page(provider).text().contains("Every stage passed"));
  }

  private static UUID begin(String name, String issuer, String token, Map<String, String> changes) {
    var fields = new HashMap<String, String>();
    fields.put("name", name);
    fields.put("issuer", issuer);
    fields.put("authorizationEndpoint", DEMO.issuer(MODE) + "/authorize");
    fields.put("tokenEndpoint", token);
    fields.put("clientId", DemoProvider.CLIENT_ID);
    fields.put("clientSecret", DemoProvider.CLIENT_SECRET);
    fields.put("scope", "openid offline_access");
    fields.putAll(changes);
    var registered = admin.press(admin.get("/providers/new"), "register", fields);
    var provider = Visitor.idOf(registered, "/providers/");
    press(provider);
    return provider;
  }

  private static Page press(UUID provider) {
    return admin.press(admin.get("/providers/" + provider), "test", Map.of());
  }

  private static String href(UUID provider, String link) {
    return page(provider).document().select("#" + link).attr("href");
  }

  private static Page page(UUID provider) {
    return admin.get("/providers/" + provider + "/test");
  }

  /** What the page says of a stage that failed, once it has. */
  private static String failed(UUID provider, String stage) {
    return ended(provider, stage, "Failed");
  }

  /** What the page says of a stage, once it says how it ended. */
  private static String ended(UUID provider, String stage, String how) {
    Until.holds(
        stage + ": " + how, Duration.ofSeconds(60), () -> stage(provider, stage).contains(how));
    return stage(provider, stage);
  }

  private static String stage(UUID provider, String stage) {
    var shown = page(provider).document().getElementById("stage-" + stage);
    return shown == null ? "" : shown.text();
  }

  /** Takes every connection, reads nothing and says nothing. */
  private static void holdAll() {
    try {
      while (true) {
        HELD.add(silent.accept());
      }
    } catch (IOException e) {
      // the end of the test
    }
  }

  private static void shakeHands() {
    while (!secure.isClosed()) {
      try (var peer = (SSLSocket) secure.accept()) {
        peer.startHandshake();
      } catch (IOException e) {
        // whom the portal does not trust, or the end of the test
      }
    }
  }

  private static ServerSocket listening() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
