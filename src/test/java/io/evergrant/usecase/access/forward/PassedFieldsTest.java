package io.evergrant.usecase.access.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.AccessToken;
import io.evergrant.usecase.port.ProviderApi.Field;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on to the provider, and what comes back. */
class PassedFieldsTest {
  private static final URI FROM = URI.create("https://api.example.com/v1/files/7?q=1");
  private static final AccessToken TOKEN = new AccessToken("at_the-token");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "authorization",
        "DPoP",
        "Cookie",
        "Origin",
        "Referer",
        "Host",
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "Proxy-Authorization",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Content-Length",
        "Expect",
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Real-IP",
        "X-Original-URL",
        "X-HTTP-Method-Override",
        "Sec-Fetch-Site",
        "Access-Control-Request-Method",
        // CGI and WSGI read an underscore and a hyphen alike
        "X_HTTP_Method_Override",
        "x_http-method",
        "X_METHOD_OVERRIDE",
        "X_Forwarded_For",
        "X_Real_IP",
        "Content_Length",
        "Transfer_Encoding",
        "Sec_Fetch_Site"
      })
  void P13_what_is_of_this_connection_or_of_the_browsers_own_stays_here(String name) {
    assertThat(PassedFields.up(List.of(new Field(name, "x")))).isEmpty();
  }

  @Test
  void what_is_about_the_request_goes_on_as_often_as_it_came() {
    var fields =
        fields("Accept", "Accept-Language", "If-Match", "Range", "X-Own", "X-Own", "X_Own");
    assertThat(PassedFields.up(fields)).isEqualTo(fields);
  }

  @Test
  void what_connection_names_concerns_that_connection() {
    var fields =
        List.of(
            new Field("connection", "close, X-Mine"),
            new Field("x-mine", "1"),
            new Field("X_Mine", "1"),
            new Field("X-Other", "2"));
    assertThat(PassedFields.up(fields)).containsExactly(new Field("X-Other", "2"));
    assertThat(PassedFields.down(fields, TOKEN, FROM)).containsExactly(new Field("X-Other", "2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set-Cookie",
        "set-cookie",
        "WWW-Authenticate",
        "Transfer-Encoding",
        "Connection",
        "Access-Control-Allow-Origin",
        "Access-Control-Allow-Credentials",
        "Content-Security-Policy",
        "Strict-Transport-Security",
        "Clear-Site-Data",
        "Service-Worker-Allowed",
        "Cross-Origin-Opener-Policy",
        "Proxy-Status",
        "Refresh",
        "Link",
        "Cache-Control",
        "Set_Cookie",
        "Access_Control_Allow_Origin"
      })
  void P13_what_would_speak_for_our_site_does_not_come_back(String name) {
    assertThat(PassedFields.down(List.of(new Field(name, "x")), TOKEN, FROM)).isEmpty();
  }

  @Test
  void P13_no_field_that_contains_the_token_comes_back() {
    var fields =
        List.of(
            new Field("X-Debug", "Bearer at_the-token;"),
            new Field("Location", "https://api.example.com/?access_token=at_the-token"),
            new Field("ETag", "\"7\""));
    assertThat(PassedFields.down(fields, TOKEN, FROM)).containsExactly(new Field("ETag", "\"7\""));
  }

  @Test
  void a_relative_redirection_is_relative_to_the_provider() {
    assertThat(location("/elsewhere")).isEqualTo("https://api.example.com/elsewhere");
    assertThat(location("8")).isEqualTo("https://api.example.com/v1/files/8");
    assertThat(location("https://cdn.example.com/x")).isEqualTo("https://cdn.example.com/x");
    assertThat(PassedFields.down(List.of(new Field("Location", "no address")), TOKEN, FROM))
        .isEmpty();
  }

  @Test
  void a_query_alone_leaves_the_path_as_it_is() {
    assertThat(location("?page=2")).isEqualTo("https://api.example.com/v1/files/7?page=2");
    assertThat(location("#2")).isEqualTo("https://api.example.com/v1/files/7?q=1#2");
  }

  @Test
  void links_to_other_pages_come_back_without_the_token() {
    var fields =
        List.of(
            new Field("link", "</v1/files?page=2>; rel=next, </app.js>; rel=preload; as=script"),
            new Field("Link", "</v1/files?access_token=at_the-token>; rel=first"));
    assertThat(PassedFields.down(fields, TOKEN, FROM))
        .containsExactly(
            new Field("Link", "<https://api.example.com/v1/files?page=2>; rel=\"next\""));
  }

  private static String location(String value) {
    return PassedFields.down(List.of(new Field("location", value)), TOKEN, FROM).getFirst().value();
  }

  private static List<Field> fields(String... names) {
    return Stream.of(names).map(name -> new Field(name, "x")).toList();
  }
}
