package io.evergrant.it.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.tenant.Role;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who calls, as Jakarta Security tells every part of the container. */
@ExtendWith(ArquillianExtension.class)
class CallersIT {
  @Inject private House house;

  @Test
  void nobody_is_nobody() throws Exception {
    try (var browser = browser()) {
      assertThat(who(browser)).isEqualTo("nobody nobody none none denied");
    }
  }

  @Test
  void a_member_who_signed_in_is_known_by_name_role_and_tenant_and_by_no_other() throws Exception {
    var admin = house.admin();
    var auditor = house.member(admin.administers(), Role.AUDITOR);
    try (var one = browser();
        var other = browser()) {
      signIn(one, admin.email());
      signIn(other, auditor.email());
      assertThat(who(one))
          .isEqualTo("%1$s %1$s ADMIN %2$s entered".formatted(admin.email(), admin.administers()));
      assertThat(who(other))
          .isEqualTo(
              "%1$s %1$s AUDITOR %2$s denied".formatted(auditor.email(), admin.administers()));
    }
  }

  private void signIn(HttpClient browser, String email) throws Exception {
    var form =
        Map.of(
            "login", "login",
            "sign-in", "sign-in",
            "jakarta.faces.ViewState", "stateless",
            "email", email,
            "password", House.PASSWORD);
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(base() + "/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", base())
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(browser.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(303);
  }

  private String who(HttpClient browser) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(base() + "/it/who")).build();
    return browser.send(request, BodyHandlers.ofString()).body();
  }

  /** Known inside the container alone. */
  private static String base() {
    return Objects.requireNonNull(System.getProperty("EVERGRANT_BASE_URL"));
  }

  private static HttpClient browser() {
    return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }
}
