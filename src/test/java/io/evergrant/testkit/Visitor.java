package io.evergrant.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.testkit.demo.Browser;
import io.evergrant.testkit.demo.DemoProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A person at the portal's pages, without a screen: posts the forms as they stand there. For what a
 * real browser would only make slower; what a browser decides itself is tested in one.
 */
public final class Visitor {
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(Duration.ofSeconds(10)).build();
  private final URI base;
  private Consumer<Page> heard = page -> {};

  /** Opens the portal; the cookies are its own. */
  public Visitor(URI base) {
    this.base = base;
  }

  /** Opens the portal and signs in. */
  public static Visitor signedIn(URI base, Seed.Login login) {
    return new Visitor(base).signIn(login);
  }

  /** Tells of every page that comes from now on. */
  public Visitor onPage(Consumer<Page> told) {
    heard = told;
    return this;
  }

  /** The values of the cookies that the portal gave. */
  public List<String> cookies() {
    return cookies.getCookieStore().getCookies().stream().map(HttpCookie::getValue).toList();
  }

  /** As a browser sends them. */
  public String cookieHeader() {
    return cookies.getCookieStore().getCookies().stream()
        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /** With the right password. */
  public Visitor signIn(Seed.Login login) {
    var after =
        press(
            get("/login"), "sign-in", Map.of("email", login.email(), "password", login.password()));
    if (after.path().startsWith("/login")) {
      throw new AssertionError("not signed in as " + login.email() + ": " + after.text());
    }
    return this;
  }

  /** Without following a redirect. */
  public Page get(String path) {
    return send(request(path).GET().build());
  }

  /** Presses a button of a form on the page and follows where that leads. */
  public Page press(Page page, String button, Map<String, String> typed) {
    var pressed = page.document().getElementById(button);
    if (pressed == null) {
      throw new AssertionError("no button " + button + " on " + page.path() + ": " + page.text());
    }
    return follow(post(pressed, form(pressed).attr("action"), typed));
  }

  /** What a script of the page sends; without following a redirect. */
  public Page send(String path, String type, String body) {
    return send(scripted(path, type, body.getBytes(UTF_8)));
  }

  /** As above, bytes for bytes. */
  public byte[] exchange(String path, String type, byte[] body) {
    try {
      return http.send(scripted(path, type, body), BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest scripted(String path, String type, byte[] body) {
    return request(path)
        .header("Content-Type", type)
        .header("Origin", base.toString())
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Presses a button, but sends its form to another address. */
  public Page pressTowards(Page page, String button, String path) {
    var pressed = page.document().getElementById(button);
    if (pressed == null) {
      throw new AssertionError("no button " + button + " on " + page.path());
    }
    return post(pressed, path, Map.of());
  }

  /** Registers an issuer of the demo provider. */
  public UUID registerDemo(String name, DemoProvider provider, String mode) {
    return registerDemo(name, provider, mode, RefreshMode.KEEP_WARM);
  }

  /** Registers an issuer of the demo provider whose access tokens come on demand. */
  public UUID registerDemoOnDemand(String name, DemoProvider provider, String mode) {
    return registerDemo(name, provider, mode, RefreshMode.KEEP_ALIVE);
  }

  private UUID registerDemo(String name, DemoProvider provider, String mode, RefreshMode refresh) {
    var filled =
        press(
            get("/providers/new"),
            "discover",
            Map.of("issuer", provider.issuer(mode).toString(), "name", name));
    var registered =
        press(
            filled,
            "register",
            Map.of(
                "name",
                name,
                "clientId",
                DemoProvider.CLIENT_ID,
                "clientSecret",
                DemoProvider.CLIENT_SECRET,
                "scope",
                "openid profile email offline_access",
                "mode",
                refresh.name()));
    return idOf(registered, "/providers/");
  }

  /** Connects an account at a registered demo issuer, as the account's owner consents. */
  public UUID connect(UUID provider, DemoProvider demo, String account) {
    var wayOut = press(get("/providers/" + provider), "connect", Map.of());
    return idOf(comeBack(wayOut, demo, account), "/grants/");
  }

  /** From the page before the way out, over the provider, back through the callback. */
  public Page comeBack(Page wayOut, DemoProvider demo, String account) {
    return comeBackFrom(leave(wayOut), demo, account, "allow");
  }

  /** Where the page before the way out leads: at once, or over our own door. */
  public URI leave(Page wayOut) {
    var link = wayOut.document().getElementById("way-out");
    if (link == null) {
      throw new AssertionError("no way out on " + wayOut.path() + ": " + wayOut.text());
    }
    var href = URI.create(link.attr("href"));
    return href.isAbsolute() ? href : out(wayOut);
  }

  /** Follows a consent link's page to the provider and back. */
  public Page followLink(Page page, DemoProvider demo, String account, String decision) {
    return comeBackFrom(out(page), demo, account, decision);
  }

  /** Where the page of a consent link sends a browser. */
  public URI out(Page page) {
    var link = page.document().getElementById("way-out");
    if (link == null) {
      throw new AssertionError("no way out on " + page.path() + ": " + page.text());
    }
    var sent =
        send(request(link.attr("href")).header("Sec-Fetch-Site", "same-origin").GET().build());
    return URI.create(sent.location());
  }

  /** Answers an authorization request, and brings the answer back through the callback. */
  public Page comeBackFrom(URI request, DemoProvider demo, String account, String decision) {
    var answer = new Browser(demo.issuer()).authorize(request, account, decision);
    var query =
        answer.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return callback(query);
  }

  /** The provider sends the browser back with this query. */
  public Page callback(String query) {
    return follow(get("/oauth/callback?" + query));
  }

  private Page follow(Page page) {
    var shown = page;
    for (var i = 0; i < 5 && shown.status() / 100 == 3; i++) {
      shown = get(shown.location());
    }
    return shown;
  }

  /** A box that is not checked is not sent, nor another button. */
  private static boolean isSent(Element field) {
    return switch (field.attr("type")) {
      case "submit" -> false;
      case "checkbox", "radio" -> field.hasAttr("checked");
      default -> true;
    };
  }

  private Page post(Element pressed, String action, Map<String, String> typed) {
    var fields = new LinkedHashMap<String, String>();
    for (var field : form(pressed).select("input[name], select[name], textarea[name]")) {
      if (isSent(field)) {
        fields.put(field.attr("name"), value(field));
      }
    }
    fields.putAll(typed);
    fields.put(pressed.attr("name"), pressed.attr("value"));
    var body =
        fields.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(action)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", base.toString())
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static Element form(Element pressed) {
    return Objects.requireNonNull(pressed.closest("form"), "a button outside of any form");
  }

  private static String value(Element field) {
    if (field.tagName().equals("select")) {
      var chosen = field.selectFirst("option[selected]");
      var first = chosen == null ? field.selectFirst("option") : chosen;
      return first == null ? "" : first.attr("value");
    }
    return field.tagName().equals("textarea") ? field.wholeText() : field.attr("value");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
  }

  private Page send(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      var page =
          new Page(
              request.uri().getPath(),
              response.statusCode(),
              response.headers().firstValue("Location").orElse(""),
              response.body());
      heard.accept(page);
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The id at the end of the page's address. */
  public static UUID idOf(Page page, String before) {
    if (!page.path().startsWith(before)) {
      throw new AssertionError("expected " + before + "…, got " + page.path() + ": " + page.text());
    }
    return UUID.fromString(page.path().substring(before.length()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /**
   * What came back.
   *
   * @param location where a redirect leads; empty for none
   * @param body as it was sent
   */
  public record Page(String path, int status, String location, String body, Document document) {
    Page(String path, int status, String location, String body) {
      this(path, status, location, body, Jsoup.parse(body));
    }

    /** What a person reads. */
    public String text() {
      return document.body().text();
    }
  }
}
