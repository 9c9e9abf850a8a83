package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import io.evergrant.testkit.demo.DemoProvider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody without a mouse does what a new admin does, on a screen and on a phone. */
class KeyboardIT {
  private static final String SEARCH = "[data-shortcut='/']";

  private final Stack stack = Stack.shared();
  private final DemoProvider demo = stack.provider();

  @ParameterizedTest
  @ValueSource(ints = {1280, 390})
  void from_signing_in_to_signing_out_no_mouse_is_needed(int width) {
    var mode = "keyboard-" + width;
    demo.settings(mode, Map.of("access_life_s", 3_600));
    try (var walker = new Walker(stack.base(), "en")) {
      walker.page.setViewportSize(width, 900);
      var way = new Way(walker, new Keys(walker.page), width < 700);
      way.signsIn();
      way.registers(mode);
      way.connects();
      way.refreshes();
      way.opensAndClosesTheListOfKeys();
      way.switchesKeysOffAndOn();
      way.searchesAndFilters();
      way.pausesWhatIsChosen();
      way.revokesAll();
      way.signsOut();
      walker.assertNoComplaints();
    }
  }

  @Test
  void enter_saves_a_changed_provider_and_in_a_large_field_begins_a_line() {
    var mode = "keyboard-edit";
    demo.settings(mode, Map.of("access_life_s", 3_600));
    var login = OwnTenant.in(stack, 1).admins().getFirst();
    var admin = Visitor.signedIn(stack.base(), login);
    var provider = "/providers/" + admin.registerDemo("Mail", demo, mode);
    try (var walker = new Walker(stack.base(), "en")) {
      var keys = new Keys(walker.page);
      walker.takeOver(admin);
      walker.go(provider + "/edit");
      keys.to("summary");
      keys.press("Enter");
      keys.round();
      keys.roundBack();
      keys.type("#authorizeParameters", "a=b");
      keys.press("Enter");
      walker.page.keyboard().type("c=d");
      assertThat(walker.page.inputValue("#authorizeParameters")).isEqualTo("a=b\nc=d");
      keys.back("#name");
      keys.type("#name", "Post");
      keys.enter();
      assertThat(walker.at()).isEqualTo(provider);
      assertThat(walker.heading()).contains("Post");
      assertThat(walker.page.innerText("main")).contains("a=b", "c=d");
      walker.assertNoComplaints();
    }
  }

  /** What is done, by which keys. */
  private final class Way {
    private final Walker walker;
    private final Keys keys;
    private final boolean phone;

    Way(Walker walker, Keys keys, boolean phone) {
      this.walker = walker;
      this.keys = keys;
      this.phone = phone;
    }

    void signsIn() {
      var login = OwnTenant.in(stack, 1).admins().getFirst();
      walker.go("/login");
      walker.page.waitForCondition(() -> keys.at("#email"));
      keys.round();
      walker.page.keyboard().type(login.email());
      keys.type("#password", login.password());
      keys.enter();
      assertThat(walker.at()).isEqualTo("/");
      keys.round();
    }

    void registers(String mode) {
      keys.skip();
      keys.follow(".empty a.btn.main");
      keys.round();
      toTheForm();
      keys.type("#name", "Mail");
      keys.type("#issuer", demo.issuer(mode).toString());
      keys.enter();
      assertThat(keys.at("#clientId"))
          .as("Enter registers, and the first mistake has the focus")
          .isTrue();
      assertThat(walker.page.innerText("#clientId-problem")).isNotEmpty();
      keys.back("#discover");
      keys.enter();
      assertThat(walker.note()).contains("metadata were found");
      toTheForm();
      keys.type("#clientId", DemoProvider.CLIENT_ID);
      keys.type("#clientSecret", DemoProvider.CLIENT_SECRET);
      keys.type("#scope", "openid email offline_access");
      keys.enter();
      assertThat(walker.at()).startsWith("/providers/");
      assertThat(walker.heading()).contains("Mail", "Active");
    }

    /** Past the catalogue, which is as long as it is. */
    private void toTheForm() {
      keys.skip();
      keys.to("#by-issuer");
      keys.press("Enter");
      keys.press("Tab");
      assertThat(keys.at("#name")).isTrue();
    }

    void connects() {
      keys.round();
      keys.skip();
      keys.type("#externalId", "customer 7");
      keys.enter();
      assertThat(walker.at()).startsWith("/authorize/");
      keys.round();
      keys.follow("#way-out");
      keys.follow("#login-ada");
      keys.follow("#allow");
      assertThat(walker.at()).startsWith("/grants/");
      assertThat(walker.note()).contains("is connected");
      keys.round();
    }

    /** The page follows the grant until the same key is pressed again. */
    void refreshes() {
      keys.skip();
      keys.follow("#refresh");
      assertThat(walker.note()).contains("Due now");
      keys.skip();
      keys.follow("[data-live]");
      assertThat(keys.at("[data-live][aria-pressed=true]")).isTrue();
      walker.page.getByText("Renewed, with a new refresh token").first().waitFor();
      keys.awaitReload();
      keys.enter();
      assertThat(walker.page.locator("[data-live][aria-pressed=true]").count()).isZero();
      assertThat(walker.page.innerText("main")).contains("at the one refresh so far");
    }

    void opensAndClosesTheListOfKeys() {
      keys.to("#refresh");
      keys.press("?");
      assertThat(keys.at("#shortcuts")).isTrue();
      keys.press("?");
      assertThat(walker.page.isVisible("#shortcuts")).isFalse();
      keys.press("?");
      keys.to("#shortcuts-on");
      keys.press("Escape");
      assertThat(walker.page.isVisible("#shortcuts")).isFalse();
      assertThat(keys.at("#refresh")).as("the focus comes back").isTrue();
      keys.press("?");
      keys.to("main a");
      assertThat(walker.page.isVisible("#shortcuts")).as("closed, where one goes on").isFalse();
    }

    void switchesKeysOffAndOn() {
      keys.press("?");
      keys.to("#shortcuts-on");
      keys.press("Space");
      keys.press("Escape");
      goes("/grants");
      keys.press("?");
      keys.press("/");
      assertThat(walker.page.isVisible("#shortcuts")).isFalse();
      assertThat(keys.at(SEARCH)).isFalse();
      opensTheMenu();
      keys.to("[data-shortcuts]");
      keys.press("Enter");
      assertThat(keys.at("#shortcuts")).isTrue();
      keys.to("#shortcuts-on");
      keys.press("Space");
      keys.press("Escape");
      // the page gives it back where the browser does not, a moment later
      walker.page.waitForCondition(() -> keys.at("[data-shortcuts]"));
      if (phone) {
        keys.press("Escape");
        assertThat(keys.at("button.menu")).as("and from the menu").isTrue();
        keys.press("Enter");
        keys.to("main a");
        assertThat(walker.page.isVisible("#menu")).as("closed, where one goes on").isFalse();
      }
    }

    void searchesAndFilters() {
      keys.press("/");
      assertThat(keys.at(SEARCH)).isTrue();
      walker.page.keyboard().type("ada");
      keys.choose("[name=status]", "active");
      keys.back(SEARCH);
      keys.enter();
      assertThat(walker.at()).contains("q=ada").contains("status=active");
      assertThat(walker.page.locator("td.account").count()).isEqualTo(1);
      keys.skip();
      keys.to(".further summary");
      keys.press("Enter");
      keys.type("#scope", "openid");
      keys.enter();
      assertThat(walker.at()).contains("q=ada").contains("scope=openid");
      keys.round();
    }

    void pausesWhatIsChosen() {
      keys.skip();
      keys.to("td.pick input");
      keys.press("Space");
      keys.choose("[name=act]", "pause");
      keys.follow("#preview");
      assertThat(walker.heading()).contains("Pause");
      keys.round();
      keys.skip();
      keys.follow("#confirm");
      isDone();
      keys.round();
    }

    void revokesAll() {
      goes("/grants");
      keys.skip();
      keys.to("[name=which]");
      keys.press("ArrowDown");
      assertThat(keys.at("[name=which][value=all]:checked")).isTrue();
      keys.choose("[name=act]", "revoke");
      keys.follow("#preview");
      assertThat(walker.heading()).contains("Revoke");
      keys.skip();
      keys.type("#typed", "yes");
      keys.enter();
      assertThat(keys.at("#typed")).as("the mistake has the focus").isTrue();
      assertThat(walker.page.innerText("#typed-problem")).contains("Type 1");
      keys.type("#typed", "1");
      keys.enter();
      isDone();
      assertThat(walker.page.innerText("#counts")).contains("Revoked there");
    }

    void signsOut() {
      opensTheMenu();
      keys.follow(".who button:not([type])");
      assertThat(walker.at()).isEqualTo("/login?why=out");
      assertThat(keys.at("#email")).isTrue();
    }

    private void isDone() {
      while (!walker.heading().contains("Done")) {
        keys.skip();
        keys.follow("#again");
      }
    }

    private void goes(String path) {
      opensTheMenu();
      keys.follow("nav a[href$='" + path + "']");
      assertThat(walker.at()).isEqualTo(path);
    }

    private void opensTheMenu() {
      if (phone) {
        keys.to("button.menu");
        keys.press("Enter");
      }
    }
  }
}
