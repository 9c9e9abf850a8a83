package io.evergrant.it.canary;

import io.evergrant.portal.frame.Route;
import io.evergrant.testkit.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Everything that can be looked at, once all secrets went through. */
final class Walk {
  private static final Path TABLE = Path.of("src/main/java/io/evergrant/portal/frame/Route.java");
  private static final Path OPENAPI = Path.of("src/main/webapp/assets/openapi.yaml");
  private static final Pattern ROW = Pattern.compile("\n  ([A-Z_]+)\\(\"([^\"]+)\"");
  private static final Pattern PLACE = Pattern.compile("\n  (/api/[^\n:]+):");
  private static final Pattern VERB = Pattern.compile("\n    (get|post|put|patch|delete):");

  /** A secret is part of the address, or it is no page; all of them were there before. */
  private static final Set<String> NOT_WALKED =
      Set.of(
          "ACTIVATE",
          "AUTHORIZE",
          "AUTHORIZE_GO",
          "CONNECT",
          "CONNECT_GO",
          "EXPORT_DOWNLOAD",
          "EXPORT_DOWNLOAD_MANIFEST",
          "GRANT_BULK_LINKS",
          "AUDIT_VERIFICATION",
          "LOGOUT",
          "OPERATOR",
          "OPERATOR_TENANT",
          "OPERATOR_TENANT_NEW");

  private final House house;

  Walk(House house) {
    this.house = house;
  }

  static Map<String, String> pages() {
    var pages = new TreeMap<String, String>();
    ROW.matcher(text(TABLE)).results().forEach(row -> pages.put(row.group(1), row.group(2)));
    if (!pages.keySet().equals(names())) {
      throw new IllegalStateException("the table is not read as it is written");
    }
    return pages;
  }

  private static Set<String> names() {
    return new TreeSet<>(Arrays.stream(Route.values()).map(Enum::name).toList());
  }

  /** Methods and addresses of the API, as its description has them. */
  static Set<String> calls() {
    var calls = new TreeSet<String>();
    var text = text(OPENAPI);
    var places = PLACE.matcher(text).results().toList();
    for (var i = 0; i < places.size(); i++) {
      var to = i + 1 < places.size() ? places.get(i + 1).start() : text.indexOf("\ncomponents:");
      var path = places.get(i).group(1);
      VERB.matcher(text.substring(places.get(i).end(), to))
          .results()
          .forEach(verb -> calls.add(verb.group(1).toUpperCase(Locale.ROOT) + " " + path));
    }
    return calls;
  }

  /** Whether it is asked for a secret. */
  static boolean isSecret(String call) {
    return call.endsWith("/access-token")
        || call.endsWith("/access-tokens")
        || call.endsWith("/bulk-acts/{id}/links");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void run() {
    for (var page : pages().entrySet()) {
      if (!NOT_WALKED.contains(page.getKey())) {
        house.ina.get(page.getValue().replace("*", id(page.getValue())));
      }
    }
    for (var grant : new String[] {"dead", "bad"}) {
      house.ina.get("/grants/" + house.id(grant));
    }
    for (var provider : new String[] {"other", "signing"}) {
      house.ina.get("/providers/" + house.id(provider));
    }
    var auditor = new Visitor(house.stack.base()).onPage(house::hears);
    auditor.get("/health/ready");
    var tests = "/api/v1/providers/" + house.id("provider") + "/tests";
    var test = house.api("POST", tests, "").text("id");
    for (var call : calls()) {
      var path = call.substring(call.indexOf(' ') + 1);
      if (call.startsWith("GET ") && !isSecret(call) && !path.contains("/forward/")) {
        var at =
            path.replaceFirst("\\{id}", id(path))
                .replaceFirst("\\{number}", number(path))
                .replace("{test}", test);
        house.hears(call, house.api("GET", at, "").body());
      }
    }
    house.hears("the log", house.api("GET", "/api/v1/audit-events?limit=200", "").body());
  }

  private String number(String path) {
    return path.contains("/deliveries/")
        ? Long.toString(house.id("delivery").getLeastSignificantBits())
        : event();
  }

  private String event() {
    return String.valueOf(
        house.api("GET", "/api/v1/audit-events?limit=1", "").items().getFirst().get("number"));
  }

  private String id(String path) {
    if (path.contains("catalogue")) {
      return "google";
    }
    var what =
        switch (path.replaceFirst("^/api/v1", "").split("/", -1)[1]) {
          case "providers" -> "provider";
          case "jwks" -> "signing";
          case "hand-overs" -> "handOver";
          case "bulk-acts" -> "act";
          case "keys", "api-keys" -> "key";
          case "webhooks" -> "webhook";
          case "links", "connect-links" -> "link";
          case "members" -> "member";
          case "views" -> "view";
          case "audit-exports" -> "export";
          default -> path.startsWith("/audit/exports") ? "export" : "grant";
        };
    return path.equals("/audit/*") ? event() : house.id(what).toString();
  }
}
