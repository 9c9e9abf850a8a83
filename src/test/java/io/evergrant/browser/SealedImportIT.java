package io.evergrant.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import io.evergrant.testkit.process.Until;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** An admin moves tokens in with a browser: they leave the page sealed, and once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SealedImportIT {
  private static final String MODE = "sealed-import";
  private static final String SCOPE = "openid profile email offline_access";

  /** As the demo provider writes its tokens. */
  private static final Pattern TOKEN = Pattern.compile("[ar]t_[A-Za-z0-9_-]{20,}");

  /** Posts these bytes to an address, and answers with the status. */
  private static final String POST =
      """
      async ([url, base64]) => {
        const body = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        const headers = {'Content-Type': 'application/octet-stream'};
        return (await fetch(url, {method: 'POST', headers, body})).status;
      }
      """;

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();
  private final OwnTenant house = OwnTenant.in(stack, 1);
  private final OwnTenant neighbours = OwnTenant.in(stack, 1);
  private final Walker ina = new Walker(stack.base());
  private final Walker elsewhere = new Walker(stack.base());
  private final NetworkLog network = new NetworkLog(ina.page);
  private final List<String> tokens = new ArrayList<>();
  private UUID provider = new UUID(0, 0);

  @BeforeAll
  void a_provider_and_tokens_of_another_program() {
    demo.settings(MODE, Map.of("access_life_s", 3_600));
    provider =
        Visitor.signedIn(stack.base(), house.admins().getFirst())
            .registerDemo("Moving in", demo, MODE);
    demo.seed(MODE, DemoProvider.CLIENT_ID, 6, SCOPE)
        .forEach(seeded -> tokens.add(seeded.refreshToken()));
    ina.signIn(house.admins().getFirst());
  }

  @AfterAll
  void close() {
    ina.assertNoComplaints();
    ina.close();
    elsewhere.assertNoComplaints();
    elsewhere.close();
  }

  @Test
  @Order(1)
  void P12_nothing_is_taken_before_an_admin_turned_it_on() {
    ina.page.click("nav a[href='/grants']");
    ina.page.click("a[href='/grants/import']");
    assertThat(ina.page.textContent("main")).contains("turned off");
    assertThat(ina.page.locator("#seal").count()).isZero();
    ina.look("import-off");
    assertThat(post(ina, "/grants/import/key", new byte[0])).isEqualTo(403);
    ina.page.click("main a.btn.main");
    ina.page.check("#sealed_import");
    ina.page.click("#allow");
    assertThat(ina.note()).contains("Saved");
    assertThat(ina.page.isChecked("#sealed_import")).isTrue();
    ina.look("settings-allowed");
  }

  @Test
  @Order(2)
  void P12_what_leaves_the_page_is_sealed_and_the_rows_are_reported() {
    ina.go("/grants/import");
    ina.look("import");
    ina.page.fill("#pasted", "[" + row(0, "c-0") + "," + row(1, "c-1") + ",{\"provider\":7}]");
    ina.page.selectOption("#mode", "rows");
    ina.page.click("#seal");
    ina.page.waitForURL("**/grants/import/report");
    assertThat(ina.heading()).isEqualTo("Some rows were not taken");
    assertThat(ina.page.textContent("#imported")).isEqualTo("2");
    assertThat(ina.page.textContent("#refused")).isEqualTo("1");
    assertThat(ina.page.textContent("table")).contains("provider").contains("another type");
    ina.look("import-report");
    assertThat(network.lastBody("/grants/import/sealed")).hasSizeGreaterThan(412);
    assertNothingLeaked();
    assertThat(grants()).contains("c-0", "c-1");
  }

  @Test
  @Order(3)
  void P12_a_key_is_good_once() {
    var url = network.lastUrl("/grants/import/sealed");
    assertThat(post(ina, url, network.lastBody("/grants/import/sealed"))).isEqualTo(409);
    ina.go("/grants/import/report");
    assertThat(ina.page.textContent("main")).contains("used already");
    ina.look("import-report-used");
    assertThat(rows("grant")).isEqualTo(2);
  }

  @Test
  @Order(4)
  void P12_a_key_is_good_in_its_session_alone() {
    var held = sealedAndHeldBack(2, "c-2");
    for (var other : List.of(house, neighbours)) {
      elsewhere.signIn(other.admins().getFirst());
      if (other.equals(neighbours)) {
        elsewhere.go("/settings");
        elsewhere.page.check("#sealed_import");
        elsewhere.page.click("#allow");
      }
      assertThat(post(elsewhere, held.url(), held.body())).isEqualTo(409);
      elsewhere.go("/grants/import/report");
      assertThat(elsewhere.page.textContent("main")).contains("another session");
      elsewhere.signOut();
    }
    assertThat(post(ina, held.url(), held.body())).as("it was not used up by them").isEqualTo(200);
    assertThat(grants()).contains("c-2");
  }

  @Test
  @Order(5)
  void P12_a_key_ends_after_five_minutes_and_its_private_half_with_it() throws SQLException {
    var held = sealedAndHeldBack(3, "c-3");
    var key = UUID.fromString(held.url().replaceAll(".*key=([0-9a-f-]{36}).*", "$1"));
    assertThat(life(key)).isEqualTo(300);
    assertThat(keysInVault()).contains(key.toString());
    sql(
        "UPDATE sealing_key SET made_at = made_at - interval '5 minutes',"
            + " ends_at = ends_at - interval '5 minutes' WHERE id = '"
            + key
            + "'");
    assertThat(post(ina, held.url(), held.body())).isEqualTo(409);
    ina.go("/grants/import/report");
    assertThat(ina.page.textContent("main")).contains("The key had ended");
    assertThat(grants()).doesNotContain("c-3");
    Until.holds(
        "nothing of a key is kept that cannot be used",
        Duration.ofMinutes(2),
        () -> rows("sealing_key WHERE destroyed_at IS NULL AND id = '" + key + "' AND") == 0);
    assertThat(keysInVault()).doesNotContain(key.toString());
  }

  @Test
  @Order(6)
  void what_was_changed_on_its_way_is_not_opened() {
    var held = sealedAndHeldBack(4, "c-4");
    var changed = held.body().clone();
    changed[changed.length - 1] ^= 1;
    assertThat(post(ina, held.url(), changed)).isEqualTo(409);
    ina.go("/grants/import/report");
    assertThat(ina.page.textContent("main")).contains("could not be opened");
    assertThat(post(ina, held.url(), held.body())).as("the key is used up").isEqualTo(409);
    var key = sealedAndHeldBack(4, "c-4");
    assertThat(post(ina, key.url(), new byte[500])).isEqualTo(409);
    assertThat(grants()).doesNotContain("c-4");
  }

  @Test
  @Order(7)
  void a_file_is_taken_in_the_format_that_its_name_says_and_a_pickle_is_refused() {
    ina.go("/grants/import");
    var csv = "provider,external_id,refresh_token\n%s,c-5,%s\n".formatted(provider, tokens.get(5));
    ina.page.setInputFiles("#file", new FilePayload("kept.csv", "text/csv", csv.getBytes(UTF_8)));
    assertThat(ina.page.inputValue("#format")).isEqualTo("csv");
    ina.page.click("#seal");
    ina.page.waitForURL("**/grants/import/report");
    assertThat(ina.heading()).isEqualTo("The tokens are imported");
    ina.go("/grants/import");
    var pickle = Base64.getDecoder().decode("gASVGgAAAAAAAAB9lIwNcmVmcmVzaF90b2tlbpSMAnIxlHMu");
    ina.page.setInputFiles("#file", new FilePayload("t.json", "application/json", pickle));
    ina.page.click("#seal");
    ina.page.waitForURL("**/grants/import/report");
    assertThat(ina.page.textContent("main")).contains("Python pickle");
    ina.go("/grants/import");
    ina.page.click("#seal");
    assertThat(ina.page.innerText("#import-problem")).contains("Choose a file");
    ina.look("import-nothing");
    assertNothingLeaked();
  }

  @Test
  @Order(8)
  void the_log_tells_of_keys_imports_and_refusals() {
    ina.go("/audit?type=sealing_key_issued");
    assertThat(ina.page.textContent("main")).contains("Key for a sealed import issued");
    ina.go("/audit?type=sealed_import_refused");
    assertThat(ina.page.textContent("main")).contains("used", "ended", "unknown", "unreadable");
    ina.go("/audit?type=import_ended");
    assertThat(ina.page.textContent("main")).contains("sealing_key");
    ina.go("/audit?type=policy_changed");
    assertThat(ina.page.textContent("main")).contains("sealed_import");
  }

  /** Without a script there is no form, and the fields have no names. */
  @Test
  @Order(9)
  void P12_without_a_script_there_is_nothing_to_send_tokens_with() {
    var visitor = Visitor.signedIn(stack.base(), house.admins().getFirst());
    var page = visitor.get("/grants/import").document();
    assertThat(page.select("main form")).isEmpty();
    assertThat(page.select("#sealed-import [name]")).isEmpty();
    assertThat(page.select("#sealed-import").hasAttr("hidden")).isTrue();
    assertThat(page.select("#unable").hasAttr("hidden")).isFalse();
    assertThat(page.select("#unable").text()).contains("POST /api/v1/grants/import");
  }

  /** Seals in the page, and keeps what it would have sent. */
  private Held sealedAndHeldBack(int token, String name) {
    ina.go("/grants/import");
    ina.page.route("**/grants/import/sealed*", route -> route.abort());
    ina.page.fill("#pasted", "[" + row(token, name) + "]");
    ina.page.click("#seal");
    ina.page.waitForSelector("#import-problem:not([hidden])");
    ina.page.unroute("**/grants/import/sealed*");
    return new Held(
        network.lastUrl("/grants/import/sealed"), network.lastBody("/grants/import/sealed"));
  }

  private static int post(Walker as, String url, byte[] body) {
    var status = as.page.evaluate(POST, List.of(url, Base64.getEncoder().encodeToString(body)));
    return ((Number) status).intValue();
  }

  private void assertNothingLeaked() {
    var sent = network.everything();
    assertThat(sent).as("what was sent was seen").contains("/grants/import/sealed");
    assertThat(TOKEN.matcher(sent).find()).as("a token was sent in plain text").isFalse();
    var stored = ina.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])");
    assertThat(TOKEN.matcher(String.valueOf(stored)).find()).as("a token was kept").isFalse();
    assertThat(TOKEN.matcher(tokens.getFirst()).find()).as("what was looked for").isTrue();
  }

  private String row(int token, String name) {
    return "{\"provider\":\"%s\",\"external_id\":\"%s\",\"token\":{\"refresh_token\":\"%s\"}}"
        .formatted(provider, name, tokens.get(token));
  }

  private String grants() {
    ina.go("/grants");
    return String.valueOf(ina.page.textContent("main"));
  }

  private String keysInVault() {
    return stack.stores().vault().list("transit/keys");
  }

  private long life(UUID key) throws SQLException {
    return number(
        "SELECT extract(epoch FROM ends_at - made_at)::bigint FROM sealing_key WHERE id = '"
            + key
            + "'");
  }

  /** Rows of this tenant; {@code what} is a table, or one with the beginning of a condition. */
  private long rows(String what) {
    var from = what.equals("grant") ? "oauth_grant WHERE" : what;
    try {
      return number("SELECT count(*) FROM " + from + " tenant_id = '" + house.id() + "'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private long number(String query) throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement();
        var found = statement.executeQuery(query)) {
      found.next();
      return found.getLong(1);
    }
  }

  private void sql(String change) throws SQLException {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      statement.execute(change);
    }
  }

  /** What a page would have sent. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Held(String url, byte[] body) {}
}
