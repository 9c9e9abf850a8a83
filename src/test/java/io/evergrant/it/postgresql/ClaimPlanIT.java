package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a claim reads, counted by PostgreSQL in pages, which no busy machine changes. */
class ClaimPlanIT {
  private static final int TENANTS = 10;
  private static final int PROVIDERS_EACH = 10;
  private static final int GRANTS_EACH = 200;
  private static final Pattern PAGES = Pattern.compile("shared hit=(\\d+)(?: read=(\\d+))?");
  private static final List<Household> HOMES =
      Stream.generate(Household::new).limit(TENANTS).toList();

  @BeforeAll
  static void many_grants_due_in_an_hour() {
    Server.asSuperuser("UPDATE oauth_grant SET due_at = NULL");
    for (var home : HOMES) {
      for (var i = 0; i < PROVIDERS_EACH; i++) {
        home.provider("Provider " + i);
      }
      Server.asSuperuser(
          """
          INSERT INTO oauth_grant (
            tenant_id, id, provider_id, account, status, scope_asked, scope_granted, salt, kv_version, key_version,
            fingerprint, due_at, consented_at)
          SELECT p.tenant_id, gen_random_uuid(), p.id, 'a' || n, 'ACTIVE', '', '', 's', 1, 1, 'f',
                 eg_now() + interval '1 hour' + n * interval '1 second', eg_now()
          FROM provider p, generate_series(1, %d) n
          WHERE p.tenant_id = '%s'
          """
              .formatted(GRANTS_EACH, home.tenant));
    }
    Server.asSuperuser("ANALYZE oauth_grant");
    Server.asSuperuser("ANALYZE provider");
  }

  @AfterAll
  static void gone_again() {
    for (var home : HOMES) {
      Server.asSuperuser("DELETE FROM oauth_grant WHERE tenant_id = '" + home.tenant + "'");
      Server.asSuperuser("DELETE FROM provider WHERE tenant_id = '" + home.tenant + "'");
    }
    Server.asSuperuser("ANALYZE oauth_grant");
  }

  /** A few pages for each provider; every grant looked at would be four times as many. */
  @Test
  void a_claim_with_nothing_due_looks_at_no_grant() {
    assertThat(pages()).isLessThan(providers() * 7);
  }

  /** Other tests have left some, too. */
  private static long providers() {
    var count = Server.asSuperuser("SELECT count(*) FROM provider").getFirst().getFirst();
    return Long.parseLong(String.valueOf(count));
  }

  private static long pages() {
    var explain =
        "EXPLAIN (ANALYZE, BUFFERS)"
            + " SELECT * FROM eg_claim_due('n1', 64, interval '30 s', '{}', '{}', 64)";
    // the first in a session reads the catalogue too
    var plan = Sql.run(() -> Server.postgres().superuser("evergrant"), explain, explain);
    return plan.stream()
        .map(row -> PAGES.matcher(String.valueOf(row.getFirst())))
        .filter(match -> match.find())
        .mapToLong(
            match ->
                Long.parseLong(match.group(1))
                    + (match.group(2) == null ? 0 : Long.parseLong(match.group(2))))
        .findFirst()
        .orElseThrow();
  }
}
