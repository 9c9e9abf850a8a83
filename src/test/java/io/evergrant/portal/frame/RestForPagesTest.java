package io.evergrant.portal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Each address of the portal has calls by REST that do the same, or a row in decision 42 that says
 * why there is none.
 */
class RestForPagesTest {
  private static final Path DECISION = Path.of("docs/decisions/0042-no-rest.md");
  private static final Path OPENAPI = Path.of("src/main/webapp/assets/openapi.yaml");
  private static final Pattern ADDRESS = Pattern.compile("`(/[^`]*)`");
  private static final Pattern CALL = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) (/\\S+)");

  /** Below {@code /api/v1}: first what shows the same, then what does the same. */
  private static final Map<Route, List<String>> CALLS =
      read(
          """
          OVERVIEW: GET /overview
          PROVIDERS: GET /providers
          PROVIDER_NEW: POST /providers
          PROVIDER: GET /providers/{id}, GET /providers/{id}/observed, POST /providers/{id}/pause, \
            POST /providers/{id}/resume, PUT /providers/{id}/client-secret, PUT /providers/{id}/api-hosts, \
            DELETE /providers/{id}/former-client-secret
          PROVIDER_EDIT: PATCH /providers/{id}
          PROVIDER_TEST: GET /providers/{id}/tests, POST /providers/{id}/tests, \
            POST /providers/{id}/tests/{test}/stop
          PROVIDER_CATALOGUE: GET /catalogue
          PROVIDER_CATALOGUE_ENTRY: GET /catalogue/{id}
          GRANTS: GET /grants, GET /views, POST /views, DELETE /views/{id}
          GRANT: GET /grants/{id}, GET /grants/{id}/attempts, POST /grants/{id}/retry, \
            POST /grants/{id}/pause, POST /grants/{id}/resume, POST /grants/{id}/revocation, \
            POST /connect-links, PUT /grants/{id}/owner, DELETE /grants/{id}/owner
          GRANT_IMPORT: POST /grants/import
          GRANT_IMPORT_REPORT: POST /grants/import
          GRANT_HAND_OVERS: GET /hand-overs
          GRANT_HAND_OVERS_ONE: GET /hand-overs/{id}
          GRANT_BULK_ACTS: GET /bulk-acts
          GRANT_BULK_NEW: POST /bulk-acts
          GRANT_BULK_ACT: GET /bulk-acts/{id}, GET /bulk-acts/{id}/results, POST /bulk-acts/{id}/cancel, \
            POST /bulk-acts/{id}/mail
          GRANT_BULK_LINKS: GET /bulk-acts/{id}/links
          AUDIT: GET /audit-events
          AUDIT_EVENT: GET /audit-events/{number}
          AUDIT_NEWS: GET /audit-events/feed
          AUDIT_CSV: POST /audit-exports
          AUDIT_JSONL: GET /audit-events/export
          AUDIT_EXPORTS: GET /audit-exports, POST /audit-exports
          AUDIT_EXPORT: GET /audit-exports/{id}, POST /audit-exports/{id}/links
          AUDIT_EXPORT_MANIFEST: GET /audit-exports/{id}/manifest
          AUDIT_VERIFY: GET /audit-verifications, POST /audit-verifications
          AUDIT_VERIFICATION: GET /audit-verifications/{id}
          KEYS: GET /api-keys
          KEY_NEW: POST /api-keys
          KEY: GET /api-keys/{id}, POST /api-keys/{id}/rotate, DELETE /api-keys/{id}
          WEBHOOKS: GET /webhooks
          WEBHOOK_NEW: POST /webhooks
          WEBHOOK: GET /webhooks/{id}, GET /webhooks/{id}/deliveries, POST /webhooks/{id}/test, \
            POST /webhooks/{id}/enable, POST /webhooks/{id}/disable, \
            POST /webhooks/{id}/rotate-secret, DELETE /webhooks/{id}
          WEBHOOK_EDIT: PATCH /webhooks/{id}
          WEBHOOK_DELIVERY: GET /webhooks/{id}/deliveries/{number}, \
            POST /webhooks/{id}/deliveries/{number}/resend
          LINKS: GET /connect-links
          LINK_NEW: POST /connect-links
          LINK: GET /connect-links/{id}, DELETE /connect-links/{id}
          NOTICES: GET /notices
          SETTINGS: GET /settings, PUT /settings, GET /policy, PATCH /policy, GET /notice-addresses, PUT /notice-addresses, \
            GET /audit-retention, PUT /audit-retention, GET /legal-holds, POST /legal-holds, \
            POST /legal-holds/{id}/release
          MEMBERS: GET /members
          MEMBERS_NEW: POST /members
          MEMBERS_ONE: GET /members/{id}, PATCH /members/{id}, DELETE /members/{id}, \
            POST /members/{id}/password-link
          """);

  @Test
  void each_address_has_calls_or_a_reason_and_none_has_both() {
    var reasons = reasons();
    assertThat(reasons).doesNotContainAnyElementsOf(CALLS.keySet());
    var told = EnumSet.copyOf(CALLS.keySet());
    told.addAll(reasons);
    assertThat(told).isEqualTo(EnumSet.allOf(Route.class));
  }

  @Test
  void each_of_the_calls_is_in_the_description() {
    var described = text(OPENAPI);
    CALLS.forEach(
        (route, calls) -> {
          assertThat(calls).as(route.name()).isNotEmpty();
          assertThat(calls).as(route.name()).allMatch(call -> isDescribed(described, call));
        });
  }

  private static boolean isDescribed(String description, String call) {
    var parts = call.split(" ", 2);
    var path = "\n  /api/v1" + parts[1] + ":\n";
    var from = description.indexOf(path);
    if (from < 0) {
      return false;
    }
    var next = description.indexOf("\n  /api/", from + path.length());
    var to = next < 0 ? description.indexOf("\ncomponents:") : next;
    return description
        .substring(from, to)
        .contains("\n    " + parts[0].toLowerCase(Locale.ROOT) + ":\n");
  }

  /** What the first column of the decision's table names. */
  private static Set<Route> reasons() {
    var named = EnumSet.noneOf(Route.class);
    text(DECISION)
        .lines()
        .filter(line -> line.startsWith("| `/"))
        .map(line -> line.split("\\|", -1)[1])
        .flatMap(cell -> ADDRESS.matcher(cell).results())
        .forEach(
            address ->
                assertThat(named.add(Addresses.at(address.group(1).replace("*", "x"))))
                    .as(address.group(1))
                    .isTrue());
    return named;
  }

  private static Map<Route, List<String>> read(String lines) {
    var read = new EnumMap<Route, List<String>>(Route.class);
    for (var line : Arrays.asList(lines.strip().split("\n", -1))) {
      var at = line.indexOf(": ");
      read.put(
          Route.valueOf(line.substring(0, at)),
          CALL.matcher(line.substring(at + 2))
              .results()
              .map(call -> call.group(1) + " " + call.group(2).replace(",", ""))
              .toList());
    }
    return read;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
