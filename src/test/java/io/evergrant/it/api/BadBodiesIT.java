package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bodies that nobody should send, to every address that takes one: 4xx, and nothing written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadBodiesIT {
  private static final String MODE = "bad-bodies";
  private static final String BYTE_ORDER = "a mark of the byte order";

  /** As a body is answered that has a member which nobody reads. */
  private static final Pattern KNOWN = Pattern.compile("Known: ([a-z_, ]+)\\.");

  private final Stack stack = Stack.shared();

  @BeforeAll
  void a_provider() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
  }

  @Test
  void every_bad_body_at_every_address_is_refused_and_writes_nothing() throws SQLException {
    var things = things("Bad bodies");
    var before = written(things);
    for (var route : writing()) {
      var bodies = bad(things.good(route));
      if (route.path().endsWith("/import")) {
        // files that people export begin with one, and RFC 8259 section 8.1 lets a reader skip it
        bodies.remove(BYTE_ORDER);
      }
      for (var bad : bodies.entrySet()) {
        var answer = send(things, route, type(route), bad.getValue());
        var what = route + ", " + bad.getKey() + ": " + answer.status() + " " + answer.body();
        assertThat(answer.status()).as(what).isBetween(400, 499);
        assertThat(answer.problem()).as(what).isNotEmpty();
        assertThat(answer.text("detail")).as(what).isNotEqualTo("null");
      }
    }
    assertThat(written(things)).isEqualTo(before);
  }

  @Test
  void a_body_of_another_type_is_refused_too() throws SQLException {
    var things = things("Bodies of another type");
    var before = written(things);
    for (var route : writing()) {
      for (var type :
          List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "x")) {
        var answer = send(things, route, type, things.good(route).getBytes(UTF_8));
        assertThat(answer.status()).as(route + " " + type).isIn(400, 415);
        assertThat(answer.problem()).as(route + " " + type).isNotEmpty();
      }
    }
    assertThat(written(things)).isEqualTo(before);
  }

  @Test
  void the_same_bodies_unspoiled_are_understood() {
    var things = things("Good bodies");
    for (var route : writing()) {
      if (!route.path().equals("/api/v1/settings")) {
        var good = things.good(route).replace("\"N\"", "\"bad bodies " + UUID.randomUUID() + "\"");
        if (route.path().endsWith("/signing-key")) {
          good = good.replace("\"k\"", "\"" + waiting(things) + "\"");
        }
        assertThat(send(things, route, type(route), good.getBytes(UTF_8)).status())
            .as(route.toString())
            .isBetween(200, 299);
      }
    }
  }

  /** In both directions: what is not described is unknown, and what is described is read. */
  @Test
  void the_members_that_are_read_are_those_that_are_described_and_of_their_types()
      throws SQLException {
    var things = things("Members of bodies");
    var before = written(things);
    for (var route : writing()) {
      var members = Objects.requireNonNull(route.members());
      if (!route.path().endsWith("/import")) {
        var known = KNOWN.matcher(spoiled(things, route, "nobody", "1").body());
        assertThat(known.find()).as(route + " names what it knows").isTrue();
        assertThat(known.group(1).split(", "))
            .as(route + " reads")
            .containsExactlyInAnyOrderElementsOf(members.types().keySet());
      }
      for (var member : members.types().keySet()) {
        for (var value : members.wrong(member)) {
          refused(spoiled(things, route, member, value), route, member, value);
        }
      }
      for (var member : members.required()) {
        refused(spoiled(things, route, member, "null"), route, member, "null");
      }
    }
    assertThat(written(things)).isEqualTo(before);
  }

  private static void refused(Answer answer, Route route, String member, String value) {
    var what = "%s, %s is %s: %s".formatted(route, member, value, answer.body());
    assertThat(answer.status()).as(what).isIn(400, 422);
    assertThat(answer.body()).as(what).containsAnyOf("«" + member, "#/" + member, "\"" + member);
  }

  /** A good body in which one member is another one. */
  private static Answer spoiled(Things things, Route route, String member, String value) {
    var good = things.good(route);
    try {
      var spoiled = JSONObjectUtils.parse(good.replaceAll("^\\[|]$", ""));
      spoiled.put(member, JSONObjectUtils.parse("{\"is\":" + value + "}").get("is"));
      var text = JSONObjectUtils.toJSONString(spoiled);
      var body = good.startsWith("[") ? "[" + text + "]" : text;
      return send(things, route, type(route), body.getBytes(UTF_8));
    } catch (ParseException e) {
      throw new AssertionError(good, e);
    }
  }

  private static Map<String, byte[]> bad(String good) {
    var bad = new LinkedHashMap<String, byte[]>();
    var name = good.substring(good.indexOf('"') + 1, good.indexOf("\":"));
    var first = good.indexOf(':') + 1;
    var comma = good.indexOf(",\"", first);
    var end = comma < 0 ? good.lastIndexOf('}') : comma;
    bad.put("nothing", new byte[0]);
    bad.put("a word", bytes("word"));
    bad.put("no object", bytes("42"));
    bad.put("an array within", bytes("[[" + good + "]]"));
    bad.put("cut off", bytes(good.substring(0, good.length() - 1)));
    bad.put("garbage behind", bytes(good + "garbage"));
    bad.put("two of them", bytes(good + good));
    bad.put("twice a name", bytes(good.replaceFirst("\\{", "{\"" + name + "\":null,")));
    bad.put("a name nobody knows", bytes(good.replaceFirst("\\{", "{\"nobody\":1,")));
    bad.put("deep", bytes("{\"" + name + "\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
    bad.put("deep objects", bytes("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
    bad.put("too long", bytes(good.replaceFirst("\\{", "{" + " ".repeat(9 << 20))));
    for (var value :
        List.of(
            "true",
            "{\"a\":{}}",
            "[[]]",
            "[1]",
            "NaN",
            "-Infinity",
            "1e999999999",
            "1e-999999999",
            "99999999999999999999999999",
            "01",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"line\\nbreak\"",
            "'single'",
            "\"" + "x".repeat(5_000) + "\"")) {
      bad.put(
          name + " is " + (value.length() > 50 ? "long" : value),
          bytes(good.substring(0, first) + value + good.substring(end)));
    }
    bad.put("a raw NUL", bytes(good.replaceFirst("\":\"?", "$0\0")));
    bad.put(BYTE_ORDER, bytes("\uFEFF" + good));
    bad.put("UTF-16", good.getBytes(UTF_16LE));
    bad.put("Latin-1", good.replaceFirst(":\"?", "$0ä").getBytes(ISO_8859_1));
    bad.put("half a letter", (good + "\u00C3").getBytes(ISO_8859_1));
    return bad;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<Route> writing() {
    return Route.all().stream().filter(route -> route.takesJson() && !route.isForwarded()).toList();
  }

  /** Whatever a test changes, or must not, is in an organisation of its own. */
  private Things things(String name) {
    var house = OwnTenant.in(stack, 1);
    var admin = Visitor.signedIn(stack.base(), house.admins().getFirst());
    var fields = new HashMap<>(Map.of("name", "everything", "days", "any"));
    for (var scope : ApiScope.values()) {
      fields.put("scope-" + scope.code(), "on");
    }
    var made = admin.press(admin.get("/keys/new"), "create", fields);
    var shown = made.document().select("#key-secret").text();
    var by = new BackEnd(stack.base(), new ApiKeySecret(shown));
    var provider = admin.registerDemo(name, stack.provider(), MODE);
    var grant = admin.connect(provider, stack.provider(), "chen");
    var key = "{\"name\":\"%s\",\"scopes\":[\"read\"]}".formatted(name);
    var hook =
        "{\"name\":\"%s\",\"url\":\"http://127.0.0.1:9/\",\"events\":[\"hand_over.*\"]}"
            .formatted(name);
    var auditor = "{\"email\":\"%s@members.example\"}".formatted(UUID.randomUUID());
    var view = "{\"name\":\"%s\"}".formatted(name);
    var signs =
        """
        {"name":"%s, signing","client_id":"c","scope":"a","token_endpoint_auth_method":"private_key_jwt",
        "authorization_endpoint":"https://id.example/a","token_endpoint":"https://id.example/t"}
        """
            .formatted(name);
    return new Things(
        house.id(),
        by,
        provider,
        grant,
        Sent.json(by, "POST", "/api/v1/api-keys", key).text("id"),
        Sent.json(by, "POST", "/api/v1/webhooks", hook).text("id"),
        Sent.json(by, "POST", "/api/v1/members", auditor).text("id"),
        Sent.json(by, "POST", "/api/v1/views", view).text("id"),
        Sent.json(by, "POST", "/api/v1/providers", signs).text("id"));
  }

  /** A key that is published and does not sign yet. */
  private static String waiting(Things things) {
    var keys = things.by().post("/api/v1/providers/" + things.signer() + "/client-keys").items();
    return String.valueOf(keys.getFirst().get("kid"));
  }

  /** What the bodies are about. */
  private record Things(
      UUID tenant,
      BackEnd by,
      UUID provider,
      UUID grant,
      String key,
      String webhook,
      String member,
      String view,
      String signer) {
    String good(Route route) {
      return GoodBodies.of(route, provider);
    }

    Object id(Route route) {
      var path = route.path();
      if (path.endsWith("/signing-key")) {
        return signer;
      }
      if (path.contains("/providers/")) {
        return provider;
      }
      if (path.contains("/webhooks/")) {
        return webhook;
      }
      if (path.contains("/members/")) {
        return member;
      }
      if (path.contains("/views/")) {
        return view;
      }
      return path.contains("/api-keys/") ? key : grant;
    }
  }

  private static String type(Route route) {
    return GoodBodies.type(route);
  }

  private static Answer send(Things things, Route route, String type, byte[] body) {
    return things
        .by()
        .call(
            route.method(),
            route.at(things.id(route)),
            request ->
                request
                    .header("Content-Type", type)
                    .header("If-Match", "*")
                    .method(route.method(), BodyPublishers.ofByteArray(body)));
  }

  /**
   * What a back end could have changed. The portal itself changes the status of providers, and with
   * it their versions: that counts for the one alone that the bodies are about. That an import was
   * refused is itself told in the log, and nothing else is.
   */
  private String written(Things things) throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement =
            connection.prepareStatement(
                """
                WITH mine AS (SELECT * FROM tenant WHERE id = ?)
                SELECT concat_ws(' ',
                  (SELECT p::text FROM provider p WHERE id = ?),
                  (SELECT string_agg(concat_ws(':', p.id, p.name, p.client_id, p.token_endpoint), ',' ORDER BY p.id)
                   FROM provider p JOIN mine ON mine.id = p.tenant_id),
                  (SELECT count(*) FROM oauth_grant g JOIN mine ON mine.id = g.tenant_id),
                  (SELECT count(*) FROM consent_link l JOIN mine ON mine.id = l.tenant_id),
                  (SELECT count(*) FROM ticket t JOIN mine ON mine.id = t.tenant_id),
                  (SELECT count(*) FROM client_key c JOIN mine ON mine.id = c.tenant_id),
                  (SELECT string_agg(w.id || ':' || w.version || ':' || w.generation, ',' ORDER BY w.id)
                   FROM webhook w JOIN mine ON mine.id = w.tenant_id),
                  (SELECT count(*) FROM bulk_act b JOIN mine ON mine.id = b.tenant_id),
                  (SELECT count(*) FROM audit_export e JOIN mine ON mine.id = e.tenant_id),
                  (SELECT count(*) FROM legal_hold h JOIN mine ON mine.id = h.tenant_id),
                  (SELECT string_agg(concat_ws(':', m.id, m.role, m.version), ',' ORDER BY m.id)
                   FROM member m JOIN mine ON mine.id = m.tenant_id),
                  (SELECT string_agg(concat_ws(':', v.id, v.name, v.question), ',' ORDER BY v.id)
                   FROM saved_view v JOIN mine ON mine.id = v.tenant_id),
                  (SELECT notice_addresses::text FROM mine),
                  (SELECT string_agg(o.address, ',' ORDER BY o.grant_id)
                   FROM owner_contact o JOIN mine ON mine.id = o.tenant_id),
                  (SELECT concat_ws(':', sealed_import, sealed_hand_over, second_for_revoke, ask_owners, owner_language)
                   FROM mine),
                  (SELECT string_agg(coalesce(r.months, 0)::text, ',')
                   FROM audit_retention r JOIN mine ON mine.id = r.tenant_id),
                  (SELECT string_agg(k.id || ':' || k.generation, ',' ORDER BY k.id)
                   FROM api_key k JOIN mine ON mine.id = k.tenant_id),
                  (SELECT string_agg(a.authority, ',' ORDER BY a.authority)
                   FROM provider_api_host a JOIN mine ON mine.id = a.tenant_id),
                  (SELECT coalesce(colour, '') || return_addresses::text FROM mine),
                  (SELECT string_agg(type || ' ' || events, ', ' ORDER BY type)
                   FROM (SELECT e.type, count(*) AS events
                         FROM audit_event e JOIN mine ON mine.id = e.tenant_id
                         WHERE e.actor_kind = 'api_key' AND e.type <> 'import_ended'
                         GROUP BY e.type) AS told))
                """)) {
      statement.setObject(1, things.tenant());
      statement.setObject(2, things.provider());
      try (var found = statement.executeQuery()) {
        found.next();
        return found.getString(1);
      }
    }
  }
}
