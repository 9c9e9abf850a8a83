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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody who has read nothing follows what each page offers next, in each language that is
 * complete, on a screen and on a phone: registers a provider of the catalogue, has two customers
 * connect by link, learns that one of them withdrew, mends that, and revokes it.
 */
class NewUserIT {
  private static final String PROVIDER = "Mail";
  private static final int HEIGHT = 900;

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();

  @ParameterizedTest
  @CsvSource({"ENGLISH, 1280", "SIMPLIFIED_CHINESE, 390"})
  void from_an_empty_page_to_a_grant_that_was_lost_mended_and_revoked(
      Language language, int width) {
    var mode = "new-user-" + language.name().toLowerCase(Locale.ROOT).replace('_', '-');
    demo.settings(mode, Map.of("access_life_s", 3_600));
    var login = OwnTenant.in(stack, 1).admins().getFirst();
    var tag = language.tag().value();
    try (var admin = new Walker(stack.base(), tag);
        var ada = new Walker(stack.base(), tag);
        var ben = new Walker(stack.base(), tag)) {
      for (var walker : new Walker[] {admin, ada, ben}) {
        walker.page.setViewportSize(width, HEIGHT);
      }
      var way = new Way(admin, new Sentences(language.locale()), width);
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
    private final int width;
    private String provider = "";
    private String grant = "";

    Way(Walker admin, Sentences text, int width) {
      this.admin = admin;
      this.text = text;
      this.width = width;
    }

    /** A station, at every width and by axe; the way goes on at its own. */
    private void look(Walker walker, String station) {
      walker.look("new-user-" + text.language() + "-" + station);
      walker.page.setViewportSize(width, HEIGHT);
    }

    void registers(DemoProvider demo, String mode) {
      assertThat(admin.page.innerText(".empty h2")).isEqualTo(text.of("overview.empty.title"));
      look(admin, "empty");
      admin.page.click(".empty a.btn.main");
      look(admin, "choose");
      admin.page.click("#presets a[href$='preset=oidc']");
      assertThat(admin.page.textContent("label[for='place.issuer']"))
          .contains(text.of("catalogue.place.oidc.issuer.label"));
      look(admin, "asked");
      admin.page.fill("[name='place.issuer']", demo.issuer(mode).toString());
      admin.page.click("#fill");
      assertThat(admin.note()).contains(text.of("provider.discovered"));
      assertThat(admin.page.inputValue("#issuer")).isEqualTo(demo.issuer(mode).toString());
      assertThat(admin.page.inputValue("#tokenEndpoint")).startsWith(demo.issuer(mode).toString());
      look(admin, "discovered");
      admin.page.fill("#name", PROVIDER);
      admin.page.fill("#clientId", DemoProvider.CLIENT_ID);
      admin.page.fill("#clientSecret", DemoProvider.CLIENT_SECRET);
      admin.page.fill("#scope", "openid profile email offline_access");
      admin.page.click("#register");
      provider = admin.at().replaceAll("\\?.*", "");
      assertThat(provider).startsWith("/providers/");
      assertThat(admin.heading()).contains(PROVIDER, text.of("provider.status.active"));
      look(admin, "registered");
    }

    void connects(Walker customer, String account) {
      admin.go(provider);
      admin.page.click("main a[href^='/links/new']");
      admin.page.click("#make");
      look(admin, "link");
      consents(customer, account);
      admin.page.reload();
      admin.page.click("main dl a[href^='/grants/']");
      grant = admin.at();
      assertThat(badge()).isEqualTo(text.of("status.active"));
      look(admin, "connected");
    }

    private void consents(Walker customer, String account) {
      var address = admin.page.innerText("#address");
      customer.go(address.substring(stack.base().toString().length()));
      assertThat(customer.heading()).contains(PROVIDER);
      look(customer, "asked-to-consent");
      customer.page.click("#way-out");
      if (customer.page.locator("#login-" + account).count() > 0) {
        customer.page.click("#login-" + account);
      }
      customer.page.click("#allow");
      assertThat(customer.heading()).isEqualTo(text.of("guest.result.done.title"));
      look(customer, "consented");
    }

    /** By the overview, and by a notice; each leads to what is wrong. */
    void isTold() {
      admin.page.click("#refresh");
      admin.awaitPage("the loss", () -> badge().equals(text.of("status.needs_consent")));
      admin.go("/");
      assertThat(admin.heading()).isEqualTo(text.of("overview.head", 1));
      look(admin, "told");
      admin.go("/notices");
      admin.awaitPage("a notice", () -> admin.page.locator(".todo li").count() == 1);
      assertThat(admin.page.innerText(".todo b"))
          .isEqualTo(text.of("notice.needs_consent", PROVIDER, 1));
      look(admin, "notice");
      admin.go("/");
      admin.page.click(".todo a.btn");
      if (!admin.at().startsWith("/grants/")) {
        admin.page.click("td.account a");
      }
      assertThat(admin.at()).as("the same grant").startsWith(grant);
      assertThat(admin.note()).contains(text.of("status.mend.needs_consent"));
      look(admin, "lost");
    }

    void mends(Walker customer) {
      admin.page.click("#link");
      consents(customer, "ben");
      admin.go(grant);
      assertThat(badge()).isEqualTo(text.of("status.active"));
      admin.go("/");
      assertThat(admin.heading()).isEqualTo(text.of("overview.head", 0));
      look(admin, "mended");
    }

    void revokes() {
      admin.go(grant);
      admin.page.click("#revoke");
      look(admin, "revoke");
      admin.page.fill("#typed", "1");
      admin.page.click("#confirm");
      admin.awaitPage("it is revoked", () -> admin.heading().contains(text.of("bulk.state.done")));
      assertThat(admin.page.innerText("#counts")).contains(text.of("bulk.result.revoked_there"));
      admin.go(grant);
      assertThat(badge()).isEqualTo(text.of("status.revoked"));
      look(admin, "revoked");
    }

    private String badge() {
      return admin.page.locator("h1 .badge").innerText();
    }
  }
}
