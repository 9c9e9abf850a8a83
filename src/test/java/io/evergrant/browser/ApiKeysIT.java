package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.usecase.apikey.KeyFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** An admin makes a key, copies it once, rotates it and revokes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiKeysIT {
  private static final String NAME = "worker <b>one</b>";

  private final Stack stack = Stack.shared();
  private final Walker gus = new Walker(stack.base());
  private final AtomicReference<String> first = new AtomicReference<>("");
  private final AtomicReference<String> key = new AtomicReference<>("");

  @AfterAll
  void close() {
    gus.assertNoComplaints();
    gus.close();
  }

  @Test
  @Order(1)
  void a_key_needs_a_name_and_a_scope() {
    gus.signIn(stack.seed().globex().admin());
    gus.page.click("nav a[href='/keys']");
    gus.look("keys");
    gus.page.click("main a.btn.main");
    gus.page.fill("#addresses", "localhost");
    gus.page.click("#create");
    assertThat(gus.note()).contains("No key was made");
    assertThat(gus.page.textContent("#name-problem")).contains("This is needed");
    assertThat(gus.page.textContent("#scopes-problem")).contains("This is needed");
    assertThat(gus.page.textContent("#addresses-problem")).contains("192.0.2.0/24");
    gus.look("key-new-refused");
  }

  @Test
  @Order(2)
  void the_secret_is_shown_once_and_copied_by_a_button() {
    gus.page.fill("#name", NAME);
    gus.page.check("#scope-token");
    gus.page.check("#scope-read");
    gus.page.fill("#addresses", "127.0.0.0/8 ::1");
    gus.page.selectOption("#days", "30");
    gus.page.click("#create");
    first.set(gus.page.innerText("#key-secret"));
    assertThat(KeyFormat.isWhole(new ApiKeySecret(first.get()))).isTrue();
    gus.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    gus.page.evaluate("navigator.clipboard.writeText('nothing yet')");
    gus.page.click("[data-copy=key-secret]");
    gus.page.locator("[data-copy=key-secret]:text-is('Copied')").waitFor();
    assertThat(gus.page.evaluate("navigator.clipboard.readText()")).isEqualTo(first.get());
    gus.look("key-made");
    gus.page.click("main a.btn.main");
    key.set(gus.at());
    assertThat(key.get()).startsWith("/keys/");
    assertThat(gus.shows(first.get())).isFalse();
    assertThat(gus.page.textContent("main"))
        .contains("127.0.0.0/8")
        .contains("be given access tokens")
        .contains(first.get().substring(0, 8));
    gus.look("key");
  }

  @Test
  @Order(3)
  void rotating_shows_another_once_and_a_second_press_changes_nothing() {
    var old = Visitor.signedIn(stack.base(), stack.seed().globex().admin());
    var stale = old.get(key.get());
    gus.page.click("#rotate");
    var second = gus.page.innerText("#key-secret");
    assertThat(KeyFormat.isWhole(new ApiKeySecret(second))).isTrue();
    assertThat(second).isNotEqualTo(first.get());
    assertThat(gus.page.textContent("main")).contains("The old secret works until");
    gus.look("key-rotated");
    var again = old.press(stale, "rotate", Map.of());
    assertThat(again.text()).contains("Nothing was changed");
    assertThat(again.document().getElementById("key-secret")).isNull();
  }

  @Test
  @Order(4)
  void an_auditor_sees_the_key_and_can_press_nothing() {
    var otto = Visitor.signedIn(stack.base(), stack.seed().globex().auditor());
    assertThat(otto.get("/keys").text()).contains(NAME);
    assertThat(otto.get(key.get()).document().select("main form")).isEmpty();
    assertThat(otto.get("/keys/new").status()).isEqualTo(403);
  }

  @Test
  @Order(5)
  void P14_another_organisation_does_not_find_it() {
    var ada = Visitor.signedIn(stack.base(), stack.seed().acme().admin());
    assertThat(ada.get(key.get()).status()).isEqualTo(404);
    assertThat(ada.get("/keys").text()).doesNotContain(NAME);
  }

  @Test
  @Order(6)
  void revoking_says_so_and_the_log_names_who_did_it() {
    gus.go(key.get());
    gus.page.click("#revoke");
    assertThat(gus.note()).contains("Revoked");
    assertThat(gus.page.locator("#rotate").count()).isZero();
    gus.look("key-revoked");
    assertThat(gus.page.textContent("main dl.facts")).contains("Revoked").doesNotContain("Ends");
    gus.go("/keys");
    var row = gus.page.locator("tr", new Page.LocatorOptions().setHasText(NAME));
    var cell = row.locator("td").last();
    assertThat(cell.innerText()).startsWith("Revoked");
    assertThat(Instant.parse(cell.locator("time").getAttribute("datetime")))
        .as("when it was, not when it would have ended")
        .isBefore(Instant.now().plusSeconds(60));
    gus.look("keys-revoked");
    gus.go("/audit?type=api_key_revoked");
    assertThat(Objects.requireNonNull(gus.page.textContent("main")))
        .contains(stack.seed().globex().admin().email())
        .contains(NAME);
  }
}
