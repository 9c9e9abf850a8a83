package io.evergrant.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.evergrant.testkit.Seed.Login;
import io.evergrant.testkit.Visitor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** One person with one browser. What the browser complains about is a failure of the test. */
final class Walker implements AutoCloseable {
  private static final Path SHOTS = Path.of("target/screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** As a test must see it, written a second time on purpose. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final BrowserContext context;
  private final URI base;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Page inPieces;

  /** Read when it is all there. */
  final Page page;

  private final Axe axe;

  Walker(URI base) {
    this(base, OneBrowser.context());
  }

  /** Whose browser speaks that language. */
  Walker(URI base, String language) {
    this(base, OneBrowser.context(language));
  }

  /** Whose browser is in that zone. */
  Walker(URI base, ZoneId zone) {
    this(base, OneBrowser.context(zone));
  }

  private Walker(URI base, BrowserContext context) {
    this.base = base;
    this.context = context;
    context.setDefaultTimeout((double) PATIENCE.toMillis());
    inPieces = context.newPage();
    page = WholePage.of(inPieces);
    axe = new Axe(page);
    page.onResponse(this::check);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("a dialog opened: " + dialog.message());
          dialog.dismiss();
        });
  }

  private void check(Response response) {
    if (!response.url().startsWith(base.toString())) {
      return;
    }
    var headers = response.headers();
    if (!POLICY.equals(headers.get("content-security-policy"))
        || !"nosniff".equals(headers.get("x-content-type-options"))) {
      complaints.add("security headers are missing at " + response.url());
    }
  }

  Response go(String path) {
    var response = page.navigate(base + path);
    assertThat(response).isNotNull();
    return response;
  }

  void signIn(Login login) {
    go("/login");
    page.fill("#email", login.email());
    page.fill("#password", login.password());
    page.click("#sign-in");
  }

  /** Goes on with the session that somebody without a screen has. */
  void takeOver(Visitor visitor) {
    context.addCookies(
        Arrays.stream(visitor.cookieHeader().split("; ", -1))
            .map(cookie -> cookie.split("=", 2))
            .map(cookie -> new Cookie(cookie[0], cookie[1]).setUrl(base.toString()))
            .toList());
  }

  void signOut() {
    page.click(".who button:not([type])");
  }

  /** The path in the browser's bar, with its query. */
  String at() {
    return page.url().substring(base.toString().length());
  }

  String heading() {
    return page.locator("h1").innerText();
  }

  /** What the page says at its top. */
  String note() {
    return String.join("\n", page.locator(".note").allInnerTexts());
  }

  /** The value of the session's cookie. */
  String session() {
    return context.cookies().stream()
        .filter(cookie -> cookie.name.equals("evergrant"))
        .map(cookie -> cookie.value)
        .findFirst()
        .orElse("");
  }

  BrowserContext context() {
    return context;
  }

  /** Of what comes into this browser. */
  Weight weight() {
    return new Weight(inPieces);
  }

  /** The status when a button is forged that this person's page may not have. */
  int sends(String path, String button) {
    var status =
        page.evaluate(
            """
            async ([path, button]) => {
              const forms = ['acts', 'connecting', 'replacing', 'provider'];
              const fields = new URLSearchParams(forms.map(form => [form, form]));
              fields.append(button, button);
              fields.append('jakarta.faces.ViewState', 'stateless');
              return (await fetch(path, {method: 'POST', body: fields})).status;
            }
            """,
            List.of(path, button));
    return ((Number) status).intValue();
  }

  /** Loads the page again until it shows what is waited for. */
  void awaitPage(String what, BooleanSupplier there) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
      page.waitForTimeout(300);
      page.reload();
    }
  }

  boolean shows(String text) {
    return page.content().contains(text);
  }

  /** Accessibility, width and pictures of the page as it stands, in light and dark. */
  void look(String name) {
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (var width : List.of(390, 1280)) {
        picture(name, scheme, width);
      }
      assertAccessible(name, scheme);
    }
    assertNoComplaints();
  }

  /** The same, once in the dark and once in light. */
  void see(String name) {
    picture(name, ColorScheme.DARK, 1280);
    assertAccessible(name, ColorScheme.DARK);
    picture(name, ColorScheme.LIGHT, 390);
    assertAccessible(name, ColorScheme.LIGHT);
    assertNoComplaints();
  }

  /** On a phone alone, of a page that differs by nothing but words from one that was seen. */
  void glance(String name) {
    page.setViewportSize(390, 900);
    assertFits(name, 390);
    assertNoComplaints();
  }

  private void picture(String name, ColorScheme scheme, int width) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.setViewportSize(width, 900);
    var file = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
    page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SHOTS.resolve(file)));
    assertFits(name, width);
  }

  private void assertFits(String name, int width) {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as(name + " fits " + width + " pixels")
        .isEqualTo(true);
  }

  /** Nothing but colours differs in the dark. */
  private void assertAccessible(String name, ColorScheme scheme) {
    var findings = scheme == ColorScheme.LIGHT ? axe.findings() : axe.contrast();
    assertThat(findings).as("axe on " + name + ", " + scheme).isEmpty();
  }

  /** Each is told once. */
  void assertNoComplaints() {
    var said = List.copyOf(complaints);
    complaints.clear();
    assertThat(said).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
