package io.evergrant.it.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.canary.Canaries.Canary;
import io.evergrant.testkit.wire.Exchange;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The secrets in what was said to a provider. */
final class Said {
  private static final Map<String, String> SENT =
      Map.of(
          "refresh_token", "RefreshToken",
          "code", "AuthorizationCode",
          "code_verifier", "CodeVerifier",
          "client_secret", "ClientSecret",
          "client_assertion", "ClientAssertion",
          "token", "RefreshToken");

  private static final Map<String, String> GIVEN =
      Map.of("refresh_token", "RefreshToken", "access_token", "AccessToken", "id_token", "IdToken");

  private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=([^&\\s]+)");
  private static final Pattern MEMBER = Pattern.compile("\"([a-z_]+)\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern BEARER = Pattern.compile("(?i)\r\nauthorization: bearer (\\S+)");

  private Said() {}

  static List<Canary> in(String flow, List<Exchange> exchanges) {
    var found = new ArrayList<Canary>();
    for (var exchange : exchanges) {
      var head = exchange.request().indexOf("\r\n\r\n");
      var body = exchange.request().substring(head + 4);
      PARAMETER
          .matcher(body)
          .results()
          .filter(one -> SENT.containsKey(one.group(1)))
          .map(one -> canary(SENT, flow, one.group(1), URLDecoder.decode(one.group(2), UTF_8)))
          .forEach(found::add);
      BEARER
          .matcher(exchange.request().substring(0, head))
          .results()
          .map(one -> new Canary("AccessToken", flow, one.group(1)))
          .forEach(found::add);
      MEMBER
          .matcher(exchange.answer())
          .results()
          .filter(one -> GIVEN.containsKey(one.group(1)))
          .map(one -> canary(GIVEN, flow, one.group(1), one.group(2).replace("\\/", "/")))
          .forEach(found::add);
    }
    return found;
  }

  private static Canary canary(Map<String, String> kinds, String flow, String name, String secret) {
    return new Canary(kinds.getOrDefault(name, ""), flow, secret);
  }
}
