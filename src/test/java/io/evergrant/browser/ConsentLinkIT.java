package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** An admin makes a link; somebody without an account here follows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsentLinkIT {
  private static final String PROVIDER = "Linked <b>mail</b>";
  private static final String MODE = "linked";

  private final Stack stack = Stack.shared();
  private final Walker gus = new Walker(stack.base());
  private final Walker stranger = new Walker(stack.base());
  private final AtomicReference<String> link = new AtomicReference<>("");
  private final AtomicReference<String> path = new AtomicReference<>("");

  @AfterAll
  void close() {
    gus.assertNoComplaints();
    gus.close();
    stranger.assertNoComplaints();
    stranger.close();
  }

  @Test
  @Order(1)
  void the_organisation_chooses_its_colour_and_where_customers_may_go() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    Visitor.signedIn(stack.base(), stack.seed().globex().admin())
        .registerDemo(PROVIDER, stack.provider(), MODE);
    gus.signIn(stack.seed().globex().admin());
    gus.page.click("nav a[href='/settings']");
    gus.page.fill("#colour", "green");
    gus.page.fill("#addresses", "http://app.example/");
    gus.page.click("#save");
    assertThat(gus.page.textContent("#colour-problem")).contains("six digits");
    gus.page.fill("#colour", "#204a87");
    gus.page.click("#save");
    assertThat(gus.page.textContent("#addresses-problem")).contains("http://app.example/");
    assertThat(gus.page.inputValue("#colour")).as("what was typed is kept").isEqualTo("#204a87");
    gus.look("settings-refused");
    gus.page.fill("#addresses", "https://app.example/done\nhttp://localhost/x/");
    gus.page.click("#save");
    assertThat(gus.note()).contains("Saved");
    gus.look("settings");
  }

  @Test
  @Order(2)
  void an_admin_makes_a_link_and_copies_its_address() {
    gus.page.click("nav a[href='/links']");
    gus.look("links");
    gus.page.click("main a.btn.main");
    gus.page.selectOption(
        "#provider", new com.microsoft.playwright.options.SelectOption().setLabel(PROVIDER));
    gus.page.fill("#externalId", "customer-42");
    gus.page.fill("#returnTo", "https://elsewhere.example/");
    gus.page.click("#make");
    assertThat(gus.page.textContent("#returnTo-problem")).contains("may not be sent there");
    assertThat(gus.page.inputValue("#externalId")).isEqualTo("customer-42");
    gus.look("link-new-refused");
    gus.page.fill("#returnTo", "https://app.example/done");
    gus.page.click("#make");
    link.set(gus.at());
    assertThat(link.get()).startsWith("/links/");
    var address = gus.page.innerText("#address");
    assertThat(address).startsWith(stack.base() + "/connect/");
    path.set(address.substring(stack.base().toString().length()));
    gus.look("link");
  }

  @Test
  @Order(3)
  void its_holder_sees_who_asks_for_what_and_consents() {
    stranger.go(path.get());
    assertThat(stranger.heading()).contains("Globex").contains(PROVIDER);
    assertThat(stranger.page.textContent("main")).contains("offline_access");
    stranger.look("connect");
    stranger.page.click("#way-out");
    stranger.page.click("#login-ben");
    stranger.page.click("#deny");
    assertThat(stranger.heading()).isEqualTo("Nothing was connected");
    stranger.look("connect-declined");
    stranger.page.click("#again");
    stranger.page.click("#way-out");
    stranger.page.click("#allow");
    assertThat(stranger.at()).isEqualTo("/connect/result");
    assertThat(stranger.heading()).isEqualTo("Connected");
    assertThat(stranger.page.getAttribute("#return", "href"))
        .isEqualTo("https://app.example/done?evergrant_result=connected");
    stranger.look("connect-done");
  }

  @Test
  @Order(4)
  void the_link_is_used_then_and_its_grant_is_there() {
    stranger.go(path.get());
    assertThat(stranger.heading()).isEqualTo("This link was used");
    stranger.look("connect-used");
    stranger.go("/connect/nothing");
    assertThat(stranger.heading()).isEqualTo("This link leads nowhere");
    stranger.look("connect-unknown");
    gus.go(link.get());
    assertThat(gus.page.locator("#address").count()).isZero();
    assertThat(gus.page.textContent("main")).contains("Used");
    gus.look("link-used");
    gus.page.click("main dl a[href^='/grants/']");
    assertThat(Objects.requireNonNull(gus.page.textContent("main"))).contains("customer-42");
  }

  @Test
  @Order(5)
  void for_a_grant_one_press_makes_the_link_and_another_revokes_it() {
    gus.page.click("#link");
    assertThat(gus.at()).startsWith("/links/");
    var again = gus.page.innerText("#address").substring(stack.base().toString().length());
    stranger.go(again);
    assertThat(stranger.heading()).contains("authorise again");
    stranger.look("connect-again");
    gus.page.click("#revoke");
    assertThat(gus.note()).contains("The link is revoked");
    stranger.page.reload();
    assertThat(stranger.heading()).isEqualTo("This link is withdrawn");
  }

  @Test
  @Order(6)
  void an_auditor_sees_links_and_no_address() {
    var otto = Visitor.signedIn(stack.base(), stack.seed().globex().auditor());
    assertThat(otto.get("/links").text()).contains("Used");
    var open = otto.get(link.get());
    assertThat(open.status()).isEqualTo(200);
    assertThat(open.document().html()).doesNotContain("/connect/");
    assertThat(otto.get("/links/new").status()).isEqualTo(403);
    assertThat(otto.get("/settings").document().select("main form")).isEmpty();
  }
}
