package io.evergrant.browser;

import io.evergrant.portal.frame.Addresses;
import io.evergrant.portal.frame.Route;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Every page that there is, and who comes to it: to look at them, and to measure them. All that a
 * page shows was done before: somebody declined, consented, was invited, imported.
 */
public final class EveryVisit {
  /** Where no page is. */
  static final Map<Route, String> NO_PAGE =
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

  private final Stack stack;
  private final FullHouse house;
  private final Map<Who, Visitor> people = new EnumMap<>(Who.class);
  private final List<Visit> visits = new ArrayList<>();

  private EveryVisit(Stack stack, FullHouse house) {
    this.stack = stack;
    this.house = house;
  }

  /** Who comes. */
  public enum Who {
    /** Without a session. */
    STRANGER,
    /** An account's owner who has consented. */
    CUSTOMER,
    ADMIN,
    AUDITOR,
    OPERATOR
  }

  /** A page, and what is answered there. */
  public record Visit(Who who, String path, int status) {
    /** As a file may be called. */
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

  /** Everybody does what the pages tell of. */
  public static EveryVisit in(Stack stack, FullHouse house) {
    var every = new EveryVisit(stack, house);
    every.everybodyComes();
    return every;
  }

  public List<Visit> visits() {
    return List.copyOf(visits);
  }

  public Visitor person(Who who) {
    return Objects.requireNonNull(people.get(who));
  }

  /** Addresses that nobody goes to, though nothing says that no page is there. */
  Set<Route> missing() {
    var missing = EnumSet.complementOf(visited());
    missing.removeAll(NO_PAGE.keySet());
    return missing;
  }

  EnumSet<Route> visited() {
    var visited = EnumSet.noneOf(Route.class);
    visits.stream()
        .filter(visit -> visit.status() == 200)
        .forEach(visit -> visited.add(Addresses.at(visit.path().replaceAll("\\?.*", ""))));
    return visited;
  }

  private void everybodyComes() {
    var demo = stack.provider();
    demo.settings(MODE, Map.of("access_life_s", 3_600));
    var admin = Visitor.signedIn(stack.base(), house.tenant().admins().getFirst());
    var auditor = Visitor.signedIn(stack.base(), house.tenant().admins().getLast());
    var operator = Visitor.signedIn(stack.base(), stack.seed().operator());
    var customer = new Visitor(stack.base());
    people.put(Who.STRANGER, new Visitor(stack.base()));
    people.put(Who.CUSTOMER, customer);
    people.put(Who.ADMIN, admin);
    people.put(Who.AUDITOR, auditor);
    people.put(Who.OPERATOR, operator);
    var provider = admin.registerDemo("Q1", demo, MODE);
    var grant = admin.connect(provider, demo, "ada");
    var wayOut = admin.press(admin.get("/providers/" + provider), "connect", Map.of()).path();
    wayOutStays();
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
    imports(admin);

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

  /** For a quarter of an hour by itself, and it is visited last, in the second language. */
  private void wayOutStays() {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var longer =
            connection.prepareStatement(
                "UPDATE authorization_request SET ends_at = eg_now() + interval '1 day' WHERE"
                    + " tenant_id = ?")) {
      longer.setObject(1, house.tenant().id());
      longer.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Leaves a report in the session; only a script seals what is imported. */
  private void imports(Visitor admin) {
    try (var walker = new Walker(stack.base(), "en")) {
      walker.takeOver(admin);
      walker.go("/grants/import");
      walker.page.fill("#pasted", "[" + "{\"provider\":7},".repeat(250) + "{}]");
      walker.page.selectOption("#mode", "rows");
      walker.page.click("#seal");
      walker.page.waitForURL("**/grants/import/report");
    }
  }
}
