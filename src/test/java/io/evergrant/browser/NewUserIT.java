package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.portal.text.Language;
import io.evergrant.portal.text.Sentences;
import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.demo.DemoProvider;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody who has read nothing follows what each page offers next, in each language that is
 * complete: registers a provider of the catalogue, has two customers connect by link, learns that
 * one of them withdrew, mends that, and revokes it.
 */
class NewUserIT {
  private static final String PROVIDER = "Mail";

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"ENGLISH", "SIMPLIFIED_CHINESE"})
  void from_an_empty_page_to_a_grant_that_was_lost_mended_and_revoked(Language language) {
    var mode = "new-user-" + language.name().toLowerCase(Locale.ROOT).replace('_', '-');
    demo.settings(mode, Map.of("access_life_s", 3_600));
    var login = OwnTenant.in(stack, 1).admins().getFirst();
    var tag = language.tag().value();
    try (var admin = new Walker(stack.base(), tag);
        var ada = new Walker(stack.base(), tag);
        var ben = new Walker(stack.base(), tag)) {
      var way = new Way(admin, new Sentences(language.locale()));
      admin.signIn(login);
      way.registers(demo, mode);
      way.connects(ada, "ada");
      way.connects(ben, "ben");

      assertThat(demo.revoke(mode, "ben")).isPositive();
      way.isTold();
      way.mends(ben);
      way.revokes();

      assertThat(admin.page.getAttribute("html", "lang")).isEqualTo(tag);
      for (var walker : new Walker[] {admin, ada, ben}) {
        walker.assertNoComplaints();
      }
    }
  }

  /** What is done, and the words that must be read meanwhile. */
  private final class Way {
    private final Walker admin;
    private final Sentences text;
    private String provider = "";
    private String grant = "";

    Way(Walker admin, Sentences text) {
      this.admin = admin;
      this.text = text;
    }

    void registers(DemoProvider demo, String mode) {
      assertThat(admin.page.innerText(".empty h2")).isEqualTo(text.of("overview.empty.title"));
      admin.page.click(".empty a.btn.main");
      admin.page.click("#presets a[href$='preset=oidc']");
      admin.page.fill("[name='place.issuer']", "accounts.example.com");
      admin.page.click("#fill");
      assertThat(admin.page.inputValue("#issuer")).isEqualTo("https://accounts.example.com");
      admin.page.fill("#name", PROVIDER);
      admin.page.fill("#issuer", demo.issuer(mode).toString());
      admin.page.click("#discover");
      admin.page.fill("#clientId", DemoProvider.CLIENT_ID);
      admin.page.fill("#clientSecret", DemoProvider.CLIENT_SECRET);
      admin.page.fill("#scope", "openid profile email offline_access");
      admin.page.click("#register");
      provider = admin.at().replaceAll("\\?.*", "");
      assertThat(provider).startsWith("/providers/");
      assertThat(admin.heading()).contains(PROVIDER, text.of("provider.status.active"));
    }

    void connects(Walker customer, String account) {
      admin.go(provider);
      admin.page.click("main a[href^='/links/new']");
      admin.page.click("#make");
      consents(customer, account);
      admin.page.reload();
      admin.page.click("main dl a[href^='/grants/']");
      grant = admin.at();
      assertThat(badge()).isEqualTo(text.of("status.active"));
    }

    private void consents(Walker customer, String account) {
      var address = admin.page.innerText("#address");
      customer.go(address.substring(stack.base().toString().length()));
      assertThat(customer.heading()).contains(PROVIDER);
      customer.page.click("#way-out");
      if (customer.page.locator("#login-" + account).count() > 0) {
        customer.page.click("#login-" + account);
      }
      customer.page.click("#allow");
      assertThat(customer.heading()).isEqualTo(text.of("guest.result.done.title"));
    }

    /** By the overview, and by a notice; each leads to what is wrong. */
    void isTold() {
      admin.page.click("#refresh");
      admin.awaitPage("the loss", () -> badge().equals(text.of("status.needs_consent")));
      admin.go("/");
      assertThat(admin.heading()).isEqualTo(text.of("overview.head", 1));
      admin.go("/notices");
      admin.awaitPage("a notice", () -> admin.page.locator(".todo li").count() == 1);
      assertThat(admin.page.innerText(".todo b"))
          .isEqualTo(text.of("notice.needs_consent", PROVIDER, 1));
      admin.go("/");
      admin.page.click(".todo a.btn");
      if (!admin.at().startsWith("/grants/")) {
        admin.page.click("td.account a");
      }
      assertThat(admin.at()).as("the same grant").startsWith(grant);
      assertThat(admin.note()).contains(text.of("status.mend.needs_consent"));
    }

    void mends(Walker customer) {
      admin.page.click("#link");
      consents(customer, "ben");
      admin.go(grant);
      assertThat(badge()).isEqualTo(text.of("status.active"));
      admin.go("/");
      assertThat(admin.heading()).isEqualTo(text.of("overview.head", 0));
    }

    void revokes() {
      admin.go(grant);
      admin.page.click("#revoke");
      admin.page.fill("#typed", "1");
      admin.page.click("#confirm");
      admin.awaitPage("it is revoked", () -> admin.heading().contains(text.of("bulk.state.done")));
      assertThat(admin.page.innerText("#counts")).contains(text.of("bulk.result.revoked_there"));
      admin.go(grant);
      assertThat(badge()).isEqualTo(text.of("status.revoked"));
    }

    private String badge() {
      return admin.page.locator("h1 .badge").innerText();
    }
  }
}
