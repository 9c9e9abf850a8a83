package io.evergrant.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A sign-in as it goes over the wire. */
public final class SignIn {
  private SignIn() {}

  /** What the portal has the browser keep: the field {@code Set-Cookie}. */
  public static String cookie(URI base, Seed.Login login) {
    var page = new Visitor(base).get("/login").document();
    var fields = new HashMap<>(Map.of("email", login.email(), "password", login.password()));
    page.select("main form input[type=hidden]").forEach(f -> fields.put(f.attr("name"), f.val()));
    fields.put("sign-in", "sign-in");
    var body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return BackEnd.send(
            base,
            "/login",
            request ->
                request
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", base.toString())
                    .POST(BodyPublishers.ofString(body)))
        .header("Set-Cookie");
  }
}
