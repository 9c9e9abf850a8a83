package io.evergrant.testkit.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person at the demo provider's pages, without a screen: posts the forms as they stand there. */
public final class Browser {
  private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI base;

  /** Opens at the provider with this address; it has cookies of its own. */
  public Browser(URI base) {
    this.base = base;
  }

  /**
   * Signs in as an account, answers the authorization request, and gives what the application would
   * get at its redirect URI, each parameter once.
   *
   * @param decision {@code allow} or {@code deny}
   */
  public Map<String, String> authorize(URI request, String account, String decision) {
    signIn(account);
    var asked = get(request);
    if (asked.statusCode() == 303) {
      return callback(asked);
    }
    return callback(post(request, Map.of("proof", proof(asked.body()), "decision", decision)));
  }

  public void signIn(String account) {
    var login = get(base.resolve("/login?next=/account"));
    var form = Map.of("proof", proof(login.body()), "account", account, "next", "/account");
    var answer = post(base.resolve("/login"), form);
    if (answer.statusCode() != 303) {
      throw new AssertionError("no sign-in: " + answer.statusCode() + " " + answer.body());
    }
  }

  /** Presses «Revoke access» of a grant on the account page. */
  public void revoke(String account, String grant) {
    signIn(account);
    var page = get(base.resolve("/account"));
    post(base.resolve("/account"), Map.of("proof", proof(page.body()), "grant", grant));
  }

  HttpResponse<String> get(URI address) {
    return send(HttpRequest.newBuilder(address).build());
  }

  HttpResponse<String> post(URI address, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String proof(String page) {
    var found = PROOF.matcher(page);
    if (!found.find()) {
      throw new AssertionError("no form on this page: " + page);
    }
    return found.group(1);
  }

  private static Map<String, String> callback(HttpResponse<String> answer) {
    var location =
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError(answer.body()));
    Map<String, List<String>> parameters =
        URLUtils.parseParameters(URI.create(location).getRawQuery());
    return parameters.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getFirst()));
  }
}
