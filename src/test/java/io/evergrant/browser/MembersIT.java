package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.Seed.Login;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * An organisation from its beginning to its end: an operator makes it, its admin invites somebody
 * and takes that person out again, and the operator suspends it and ends it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MembersIT {
  private static final String NAME = "Initech <b>& Sons</b>";

  private final Stack stack = Stack.shared();
  private final String slug = "initech-" + UUID.randomUUID().toString().substring(0, 8);
  private final Login ada = new Login("ada@" + slug + ".example", "a sentence to remember");
  private final Login ben = new Login("ben@" + slug + ".example", "another one to remember");
  private final Walker olga = new Walker(stack.base());
  private final Walker admin = new Walker(stack.base());
  private String organisation = "";
  private Visitor auditor = new Visitor(stack.base());

  @AfterAll
  void close() {
    olga.assertNoComplaints();
    admin.assertNoComplaints();
    olga.close();
    admin.close();
  }

  @Test
  @Order(1)
  void an_operator_makes_an_organisation_and_gets_a_link_for_its_first_admin() {
    olga.signIn(stack.seed().operator());
    assertThat(olga.page.textContent("main")).contains("node1", "serves", "0.1.0", "V");
    olga.page.click("main a.btn.main");
    olga.page.fill("#name", NAME);
    olga.page.fill("#slug", "Not a slug");
    olga.page.fill("#email", "nobody");
    olga.page.click("#create");
    assertThat(olga.note()).contains("Nothing was made");
    assertThat(olga.page.textContent("#slug-problem")).contains("Write small letters");
    assertThat(olga.page.inputValue("#name")).isEqualTo(NAME);
    olga.page.fill("#slug", slug);
    olga.page.fill("#email", ada.email());
    olga.page.click("#create");
    olga.look("organisation-made");
    var link = olga.page.innerText("#one-time-link");
    assertThat(link).startsWith(stack.base() + "/activate/");
    olga.page.click("main a.btn.main");
    organisation = olga.at();
    assertThat(olga.shows(link)).as("shown once").isFalse();
    assertThat(olga.page.locator("h1 .badge").innerText()).isEqualTo("Active");

    choose(new Visitor(stack.base()), link, ada);
    admin.signIn(ada);
    assertThat(admin.at()).isEqualTo("/");
  }

  @Test
  @Order(2)
  void an_admin_invites_somebody_whose_link_is_good_once() {
    admin.page.click("nav a[href='/members']");
    admin.page.click("main a.btn.main");
    admin.page.fill("#email", ben.email());
    admin.page.fill("#name", "Ben <i>Auditor</i>");
    admin.page.click("#invite");
    admin.look("member-invited");
    var link = admin.page.innerText("#one-time-link");
    admin.page.click("main a.btn.main");
    assertThat(admin.shows(link)).as("shown once").isFalse();
    assertThat(admin.page.locator("h1 .badge").innerText()).isEqualTo("Link is out");
    admin.look("member");

    choose(new Visitor(stack.base()), link, ben);
    assertThat(new Visitor(stack.base()).get(link.substring(link.indexOf("/activate"))).text())
        .contains("This link was used before");
    auditor = Visitor.signedIn(stack.base(), ben);
    assertThat(auditor.get("/members").text()).contains(ada.email());
    assertThat(auditor.get("/members/new").status()).isEqualTo(403);
    admin.go("/members");
    admin.look("members-two");
  }

  @Test
  @Order(3)
  void the_last_admin_cannot_leave_and_whoever_is_removed_is_out_at_once() {
    admin.page.click("tr:has-text('" + ada.email() + "') a");
    assertThat(admin.page.locator("#renew-link").count()).as("for oneself").isZero();
    admin.page.click("#remove");
    assertThat(admin.note()).contains("this is the last admin who can sign in");
    admin.page.selectOption("#role", "AUDITOR");
    admin.page.click("#change-role");
    assertThat(admin.note()).contains("this is the last admin who can sign in");

    admin.go("/members");
    admin.page.click("tr:has-text('" + ben.email() + "') a");
    admin.page.click("#renew-link");
    var link = admin.page.innerText("#one-time-link");
    assertThat(auditor.get("/members").location()).as("at once").startsWith("/login");
    assertThat(signIn(ben).text()).contains("Email address or password is wrong");
    choose(new Visitor(stack.base()), link, ben);
    auditor = Visitor.signedIn(stack.base(), ben);
    assertThat(auditor.get("/members").status()).isEqualTo(200);

    admin.page.click("main a.btn.main");
    admin.page.click("#remove");
    assertThat(admin.note()).contains("Removed. Every session of that person has ended.");
    assertThat(auditor.get("/members").location()).as("at once").startsWith("/login");
    assertThat(signIn(ben).text()).contains("Email address or password is wrong");
    admin.go("/audit");
    assertThat(admin.page.textContent("main"))
        .contains("Member removed", "Link for a password made", "Password chosen");
  }

  @Test
  @Order(4)
  void a_suspended_organisation_is_told_so_and_an_ended_one_is_gone() {
    olga.go(organisation);
    olga.page.click("#suspend");
    assertThat(olga.note()).contains("Suspended.");
    olga.look("organisation-suspended");
    admin.go("/members");
    assertThat(admin.at()).startsWith("/login");
    admin.signIn(ada);
    assertThat(admin.note()).contains("This organisation is suspended");
    admin.look("login-suspended");

    olga.page.fill("#confirm", "something else");
    olga.page.click("#end");
    assertThat(olga.page.textContent("#confirm-problem")).contains("This is not the short name");
    olga.page.fill("#confirm", slug);
    olga.page.click("#end");
    assertThat(olga.note()).contains("Ended. The key and all entries are gone");
    assertThat(olga.page.locator("h1 .badge").innerText()).isEqualTo("Ended");
    assertThat(olga.page.locator("main form").count()).isZero();
    olga.look("organisation-ended");
    assertThat(signIn(ada).text()).contains("Email address or password is wrong");
  }

  private void choose(Visitor visitor, String link, Login login) {
    var page = visitor.get(link.substring(link.indexOf("/activate")));
    assertThat(page.text()).contains(login.email());
    var done =
        visitor.press(
            page, "set-password", Map.of("password", login.password(), "again", login.password()));
    assertThat(done.text()).contains("Your password is set");
  }

  private Visitor.Page signIn(Login login) {
    var visitor = new Visitor(stack.base());
    return visitor.press(
        visitor.get("/login"),
        "sign-in",
        Map.of("email", login.email(), "password", login.password()));
  }
}
