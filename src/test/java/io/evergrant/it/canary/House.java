package io.evergrant.it.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.Visitor.Page;
import io.evergrant.testkit.canary.Canaries;
import io.evergrant.testkit.canary.Canaries.Canary;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.Until;
import io.evergrant.testkit.wire.Framing;
import io.evergrant.testkit.wire.WireProxy;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import net.minidev.json.JSONObject;
import org.jsoup.Jsoup;

/**
 * A tenant whose every secret is known, with two admins and a key, and a provider behind a proxy
 * that hears what is said to it. Whatever the portal shows or answers is kept, to be looked
 * through; the few places that are there to show a secret once are cut out of it.
 */
final class House implements AutoCloseable {
  static final String MODE = "canaries";
  static final String SCOPE = "openid profile email offline_access";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What shows a secret to whoever asked for it: a key, a link, the way to the provider. */
  private static final String SHOWN_ONCE =
      "#key-secret, #one-time-link, #webhook-secret, #address, #way-out";

  private static final Pattern LINK = Pattern.compile("/connect/([A-Za-z0-9_.~-]{20,})");

  final Stack stack = Stack.shared();
  final DemoProvider demo = stack.provider();
  final Canaries canaries = new Canaries();
  final WireProxy wire = WireProxy.remembering(demo.base().getPort(), Framing.HTTP);
  final OwnTenant tenant = OwnTenant.in(stack, 2);
  final Visitor ina = new Visitor(stack.base()).onPage(this::hears);
  final Visitor bo = new Visitor(stack.base()).onPage(this::hears);
  final String clientId = "canaries-" + UUID.randomUUID();
  final Map<String, UUID> ids = new LinkedHashMap<>();
  final List<String> called = new ArrayList<>();
  private final List<Heard> heard = Collections.synchronizedList(new ArrayList<>());
  private BackEnd backEnd = new BackEnd(stack.base(), new ApiKeySecret("none yet"));

  /** Something that the portal said. */
  record Heard(String where, String what) {}

  /** Hears it; of a page everything but what it is there to show. */
  void hears(Page page) {
    var own = page.path().substring(page.path().lastIndexOf('/') + 1);
    var document = Jsoup.parse(page.body());
    document.select(SHOWN_ONCE).remove();
    var text = document.outerHtml();
    // a form's address is that of its page
    heard.add(new Heard(page.path(), own.length() > 20 ? text.replace(own, "") : text));
  }

  void hears(String where, String what) {
    heard.add(new Heard(where, what));
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  void works(BackEnd with) {
    backEnd = with;
  }

  /** With our key; a refusal is heard. */
  Answer api(String method, String path, String body, String... headers) {
    return api(backEnd, method, path, body, headers);
  }

  Answer api(BackEnd by, String method, String path, String body, String... headers) {
    var answer =
        by.call(
            method,
            path,
            request -> {
              for (var i = 0; i + 1 < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
              }
              if (body.isEmpty()) {
                return request;
              }
              if (headers.length == 0) {
                var patch = method.equals("PATCH") ? "application/merge-patch+json" : "";
                request.header("Content-Type", patch.isEmpty() ? "application/json" : patch);
              }
              return request.method(method, BodyPublishers.ofString(body, UTF_8));
            });
    called.add(method + " " + path.split("\\?", -1)[0]);
    if (answer.status() >= 400) {
      hears(method + " " + path, withoutLink(answer.body()) + "\n" + answer.headers().map());
    }
    return answer;
  }

  /** A back end is told where the owner can help. */
  private String withoutLink(String body) {
    var link = LINK.matcher(body);
    if (!link.find()) {
      return body;
    }
    canaries.add("OneTimeSecret", "the owner's link in a refusal", link.group(1));
    return body.replace(link.group(1), "");
  }

  Answer json(String method, String path, Map<String, ?> body) {
    return api(method, path, JSONObject.toJSONString(body));
  }

  /** It was done. */
  static Answer done(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    return answer;
  }

  /** Does it; what was said to the provider meanwhile went through it. */
  void flow(String name, Runnable steps) {
    var before = wire.exchanges().size();
    steps.run();
    Until.holds(
        "a provider was asked in " + name, PATIENCE, () -> !saidSince(name, before).isEmpty());
    canaries.addAll(name, saidSince(name, before));
  }

  private List<Canary> saidSince(String flow, int before) {
    var said = wire.exchanges();
    return Said.in(flow, said.subList(before, said.size()));
  }

  /** Registers the provider as it is reached through the proxy. */
  UUID register(String name, Map<String, ?> more) {
    demo.settings(MODE, Map.of("access_life_s", 3_600));
    var heardBy = "http://127.0.0.1:" + wire.port() + "/" + MODE;
    var body = new LinkedHashMap<String, Object>();
    body.put("name", name + " " + tenant.id());
    body.put("issuer", demo.issuer(MODE).toString());
    body.put("authorization_response_iss_parameter_supported", true);
    body.put("authorization_endpoint", demo.issuer(MODE) + "/authorize");
    body.put("token_endpoint", heardBy + "/token");
    body.put("introspection_endpoint", heardBy + "/introspect");
    body.put("revocation_endpoint", heardBy + "/revoke");
    body.put("userinfo_endpoint", heardBy + "/userinfo");
    body.put("client_id", clientId);
    body.put("scope", SCOPE);
    body.putAll(more);
    return UUID.fromString(done(json("POST", "/api/v1/providers", body)).text("id"));
  }

  /** A consent by an admin, whose {@code state} is known. */
  UUID connect(UUID provider, String account, String flow) {
    var wayOut = ina.press(ina.get("/providers/" + provider), "connect", Map.of());
    var asked = ina.leave(wayOut);
    canaries.add("OneTimeSecret", flow, parameter(asked, "state"));
    return Visitor.idOf(ina.comeBackFrom(asked, demo, account, "allow"), "/grants/");
  }

  static String parameter(URI address, String name) {
    return Objects.requireNonNull(
            URLUtils.parseParameters(address.getRawQuery()).get(name), address::toString)
        .getFirst();
  }

  UUID id(String what) {
    return Objects.requireNonNull(ids.get(what), what);
  }

  @Override
  public void close() {
    wire.close();
  }
}
