package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.portal.frame.Addresses;
import io.evergrant.portal.frame.Route;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page that there is, as full as it gets, for those who may come to it: accessible, as wide
 * as its screen, under the strict policy, in one language at a time, and light on the wire. What
 * other tests do on a page is theirs; a page that no test thought of is seen here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPageIT {
  /** Where no page is. */
  private static final Map<Route, String> NO_PAGE =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Route.LOGOUT, "is posted to, and sends to the way in"),
              Map.entry(Route.LANGUAGE, "is posted to, and sends back"),
              Map.entry(Route.AUTHORIZE_GO, "sends to the provider"),
              Map.entry(Route.CALLBACK, "sends to a result"),
              Map.entry(Route.CONNECT_GO, "sends to the provider"),
              Map.entry(Route.GRANT_IMPORT_KEY, "a key, for the script of the import"),
              Map.entry(Route.GRANT_IMPORT_SEALED, "takes what that script sealed"),
              Map.entry(Route.GRANT_HAND_OVERS_ASK, "takes a wish from a script"),
              Map.entry(Route.GRANT_HAND_OVERS_MINE, "a sealed token, for that script"),
              Map.entry(Route.GRANT_BULK_LINKS, "a file"),
              Map.entry(Route.AUDIT_NEWS, "a number, for the script of the log"),
              Map.entry(Route.AUDIT_CSV, "a file"),
              Map.entry(Route.AUDIT_JSONL, "a file"),
              Map.entry(Route.AUDIT_EXPORT_MANIFEST, "a file"),
              Map.entry(Route.EXPORT_DOWNLOAD, "a file"),
              Map.entry(Route.EXPORT_DOWNLOAD_MANIFEST, "a file"),
              Map.entry(Route.JWKS, "a file"),
              Map.entry(Route.OPENAPI, "a file")));

  private static final String MODE = "every-page";

  /** The catalogue's names and texts of a provider, and what the demo provider answered. */
  private static final String[] QUOTED = {
    "Salesforce",
    "The access or refresh token has expired.",
    "Access denied by resource owner or authorization server"
  };

  private final Stack stack = Stack.shared();
  private final FullHouse house = FullHouse.in(stack);
  private final List<Visit> visits = new ArrayList<>();
  private final Map<Who, Person> english = new EnumMap<>(Who.class);
  private final Map<Who, Person> chinese = new EnumMap<>(Who.class);

  /** Who comes. */
  enum Who {
    /** Without a session. */
    STRANGER,
    /** An account's owner who has consented. */
    CUSTOMER,
    ADMIN,
    AUDITOR,
    OPERATOR
  }

  /** A page, and what is answered there. */
  record Visit(Who who, String path, int status) {
    String name() {
      var name = path.replaceAll("[?&].*", "").replaceAll("[0-9a-f-]{36}|\\d+", "one");
      var asked = path.contains("?") ? "-asked" : "";
      return "every"
          + (who == Who.ADMIN ? "" : "-" + who.name().toLowerCase(Locale.ROOT))
          + name.replaceAll("/(activate|connect)/[\\w-]{20,}", "/$1/one").replace('/', '-')
          + asked;
    }

    @Override
    public String toString() {
      return who + " at " + path;
    }
  }

  /** A browser, and what comes into it. */
  private record Person(Walker walker, Weight weight) {
    static Person of(Walker walker) {
      return new Person(walker, new Weight(walker.page));
    }

    void comes(Visit visit) {
      weight.clear();
      assertThat(walker.go(visit.path()).status()).as(visit.path()).isEqualTo(visit.status());
      assertThat(walker.at()).isEqualTo(visit.path());
      weight.assertLight();
    }
  }

  @BeforeAll
  void everybody_comes() {
    var demo = stack.provider();
    demo.settings(MODE, Map.of("access_life_s", 3_600));
    var admin = Visitor.signedIn(stack.base(), house.tenant().admins().getFirst());
    var auditor = Visitor.signedIn(stack.base(), house.tenant().admins().getLast());
    var operator = Visitor.signedIn(stack.base(), stack.seed().operator());
    var customer = new Visitor(stack.base());
    var provider = admin.registerDemo("Q1", demo, MODE);
    var grant = admin.connect(provider, demo, "ada");
    var wayOut = admin.press(admin.get("/providers/" + provider), "connect", Map.of()).path();
    var declined = admin.press(admin.get("/grants/" + grant), "reconnect", Map.of());
    admin.comeBackFrom(admin.leave(declined), demo, "ada", "deny");
    var link = linkBy(admin, provider.toString());
    customer.followLink(customer.get(linkBy(admin, provider.toString())), demo, "ben", "allow");
    var invited =
        admin.press(
            admin.get("/members/new"),
            "invite",
            Map.of("email", "new@" + house.tenant().id() + ".example"));
    var activate = pathOf(invited.document().select("#one-time-link").text());
    for (var who : Who.values()) {
      english.put(who, Person.of(new Walker(stack.base(), "en")));
      chinese.put(who, Person.of(new Walker(stack.base(), "zh-CN")));
    }
    for (var people : List.of(english, chinese)) {
      walker(people, Who.ADMIN).takeOver(admin);
      walker(people, Who.AUDITOR).takeOver(auditor);
      walker(people, Who.OPERATOR).takeOver(operator);
      walker(people, Who.CUSTOMER).takeOver(customer);
    }
    imports(walker(english, Who.ADMIN));

    at(Who.STRANGER, "/login /activate/nothing /connect/nothing " + activate + " " + link);
    at(Who.CUSTOMER, "/connect/result");
    at(
        Who.ADMIN,
        """
        / /providers /providers/new /providers/new?preset=salesforce /providers/{provider}
        /providers/{provider}/edit /providers/{provider}/test /catalogue /catalogue/salesforce
        /oauth/result /grants /grants?status=needs_consent /grants/{grant} /grants/import
        /grants/import/report /grants/{grant}/hand-over /hand-overs /hand-overs/{hand-over}
        /bulk-acts /bulk-acts/new?which=all&act=revoke /bulk-acts/{bulk-act}
        /audit /audit?q=outcome:consent_lost /audit/types /audit/{event} /audit/exports
        /audit/exports/{export} /audit/verify /audit/verify/{verification} /keys /keys/new
        /keys/{key} /webhooks /webhooks/new /webhooks/{webhook} /webhooks/{webhook}/edit
        /webhooks/{webhook}/delivery?event={delivery} /links /links/new /links/{link} /notices
        /notices/mine /settings /members /members/new /members/{member} /account
        """);
    at(Who.ADMIN, wayOut);
    at(
        Who.AUDITOR,
        """
        / /providers/{provider} /grants /grants/{grant} /audit/exports /keys/{key} /settings /members /account
        """);
    at(
        Who.OPERATOR,
        "/account /operator /operator/organisations/new /operator/organisations/"
            + house.tenant().id());
    visits.add(new Visit(Who.STRANGER, "/nowhere", 404));
    visits.add(new Visit(Who.STRANGER, "/language", 405));
    visits.add(new Visit(Who.AUDITOR, "/members/new", 403));
    visits.add(new Visit(Who.ADMIN, house.at("/links/{broken}"), 500));
  }

  private void at(Who who, String paths) {
    for (var path : paths.strip().split("\\s+", -1)) {
      visits.add(new Visit(who, house.at(path), 200));
    }
  }

  private String linkBy(Visitor admin, String provider) {
    var made = admin.press(admin.get("/links/new"), "make", Map.of("provider", provider));
    return pathOf(made.document().select("#address").text());
  }

  private String pathOf(String address) {
    return address.substring(stack.base().toString().length());
  }

  private static Walker walker(Map<Who, Person> people, Who who) {
    return Objects.requireNonNull(people.get(who)).walker();
  }

  /** Leaves a report in the session. */
  private static void imports(Walker admin) {
    admin.go("/grants/import");
    admin.page.fill("#pasted", "[" + "{\"provider\":7},".repeat(250) + "{}]");
    admin.page.selectOption("#mode", "rows");
    admin.page.click("#seal");
    admin.page.waitForURL("**/grants/import/report");
  }

  @AfterAll
  void close() {
    english.values().forEach(person -> person.walker().close());
    chinese.values().forEach(person -> person.walker().close());
    house.empty();
  }

  List<Visit> visits() {
    return visits;
  }

  @Test
  @Order(1)
  void every_address_is_visited_or_is_said_to_be_no_page() {
    var visited = EnumSet.noneOf(Route.class);
    visits.stream()
        .filter(visit -> visit.status() == 200)
        .forEach(visit -> visited.add(Addresses.at(visit.path().replaceAll("\\?.*", ""))));
    assertThat(NO_PAGE.keySet()).as("no page").doesNotContainAnyElementsOf(visited);
    var missing = EnumSet.complementOf(visited);
    missing.removeAll(NO_PAGE.keySet());
    assertThat(missing).as("visit these, or say why they are no page").isEmpty();
  }

  @Order(2)
  @ParameterizedTest
  @MethodSource("visits")
  void in_english(Visit visit) {
    var person = Objects.requireNonNull(english.get(visit.who()));
    person.comes(visit);
    if (visit.who() == Who.AUDITOR) {
      person.walker().glance(visit.name());
    } else {
      person.walker().see(visit.name());
    }
  }

  @Order(3)
  @ParameterizedTest
  @MethodSource("visits")
  void in_chinese(Visit visit) {
    var person = Objects.requireNonNull(chinese.get(visit.who()));
    person.comes(visit);
    Chinese.assertSpoken(person.walker(), QUOTED);
    person.walker().glance(visit.name());
  }
}
