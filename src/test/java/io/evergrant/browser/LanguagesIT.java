package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.OwnTenant;
import io.evergrant.testkit.Stack;
import io.evergrant.testkit.Visitor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Somebody whose browser speaks Chinese reads no English; whoever chooses a language keeps it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LanguagesIT {
  private static final String PROVIDER = "测试邮箱";
  private static final String MODE = "languages";

  private final Stack stack = Stack.shared();
  private final OwnTenant home = OwnTenant.in(stack, 1);
  private final Walker mei = new Walker(stack.base(), "zh-CN");
  private final Walker customer = new Walker(stack.base(), "zh-CN");
  private final AtomicReference<String> link = new AtomicReference<>("");

  @BeforeAll
  void register() {
    stack.provider().settings(MODE, Map.of("access_life_s", 3_600));
    var admin = Visitor.signedIn(stack.base(), home.admins().getFirst());
    admin.connect(admin.registerDemo(PROVIDER, stack.provider(), MODE), stack.provider(), "ada");
  }

  @AfterAll
  void close() {
    for (var walker : List.of(mei, customer)) {
      walker.assertNoComplaints();
      walker.close();
    }
  }

  @Test
  @Order(1)
  void the_way_in_is_chinese() {
    mei.go("/login");
    assertThat(mei.heading()).isEqualTo("登录");
    mei.page.fill("#email", "nobody@example.com");
    mei.page.fill("#password", "wrong");
    mei.page.click("#sign-in");
    assertThat(mei.note()).isEqualTo("邮箱地址或密码错误。请检查后重试。");
    Chinese.assertSpoken(mei);
    mei.look("zh-login");
    mei.signIn(home.admins().getFirst());
    assertThat(mei.heading()).isEqualTo("所有授权都在自动续期");
    Chinese.assertSpoken(mei);
    mei.look("zh-overview");
  }

  @Test
  @Order(2)
  void a_form_says_in_chinese_what_is_wrong() {
    mei.page.click("nav a[href='/providers']");
    assertThat(mei.heading()).isEqualTo("提供方");
    Chinese.assertSpoken(mei);
    mei.page.click("main a.btn.main");
    mei.page.fill("#issuer", "http://issuer.example");
    mei.page.click("#register");
    assertThat(mei.page.textContent("#name-problem")).isEqualTo("此字段为必填。");
    assertThat(mei.page.textContent("#issuer-problem")).contains("必须以 https:// 开头");
    assertThat(mei.page.inputValue("#issuer"))
        .as("what was typed")
        .isEqualTo("http://issuer.example");
    Chinese.assertSpoken(mei);
    mei.look("zh-provider-refused");
  }

  @Test
  @Order(3)
  void a_customer_is_asked_in_the_language_of_the_browser() {
    mei.go("/links/new");
    mei.page.click("#make");
    var address = mei.page.innerText("#address");
    link.set(address.substring(stack.base().toString().length()));
    customer.go(link.get());
    assertThat(customer.heading()).contains("希望连接您在 " + PROVIDER + " 的账户");
    Chinese.assertSpoken(customer);
    customer.look("zh-connect");
    customer.go("/connect/nothing");
    assertThat(customer.heading()).isEqualTo("此链接无效");
    assertThat(customer.go("/nowhere").status()).isEqualTo(404);
    Chinese.assertSpoken(customer);
  }

  @Test
  @Order(4)
  void a_customer_chooses_another_language_and_stays_where_it_was_chosen() {
    customer.go(link.get());
    customer.page.click(".languages button[lang='de']");
    assertThat(customer.at()).isEqualTo(link.get());
    assertThat(language(customer)).isEqualTo("de");
    assertThat(customer.heading()).contains("möchte sich mit Ihrem Konto");
    customer.look("de-connect");
    customer.go("/login?next=%2Fgrants");
    assertThat(language(customer)).isEqualTo("de");
    customer.page.click(".languages button[lang='en']");
    assertThat(customer.at()).isEqualTo("/login?next=%2Fgrants");
    assertThat(customer.heading()).isEqualTo("Sign in");
  }

  @Test
  @Order(5)
  void what_a_member_chose_holds_in_another_browser() {
    mei.go("/grants?status=active");
    mei.page.click(".languages button[lang='en']");
    assertThat(mei.at()).isEqualTo("/grants?status=active");
    assertThat(mei.heading()).isEqualTo("Grants");
    try (var elsewhere = new Walker(stack.base(), "zh-CN")) {
      elsewhere.signIn(home.admins().getFirst());
      assertThat(elsewhere.heading()).isEqualTo("All grants look after themselves");
      assertThat(language(elsewhere)).isEqualTo("en");
    }
  }

  @Test
  @Order(6)
  void no_other_site_and_no_unknown_name_chooses_one() {
    var stranger = new Visitor(stack.base());
    var sent = stranger.send("/language", "application/x-www-form-urlencoded", "language=tlh");
    assertThat(sent.status()).isEqualTo(400);
    var away =
        stranger.send(
            "/language",
            "application/x-www-form-urlencoded",
            "language=de&to=%2F%2Fevil.example%2F");
    assertThat(away.location()).isEqualTo("/");
    assertThat(stranger.get("/language").status()).isEqualTo(405);
  }

  private static @org.jspecify.annotations.Nullable String language(Walker walker) {
    return walker.page.getAttribute("html", "lang");
  }
}
