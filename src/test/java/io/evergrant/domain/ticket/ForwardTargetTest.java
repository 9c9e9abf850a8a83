package io.evergrant.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ticket was compared with is what the provider is asked for. */
class ForwardTargetTest {
  private static final ApiHost HOST = ApiHost.parse("https://api.example.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.example.com/v1/../admin",
        "api.example.com/..",
        "api.example.com/v1/.",
        "api.example.com/v1/./x",
        "api.example.com/v1/%2e%2e/admin",
        "api.example.com/v1/%2E%2e/admin",
        "api.example.com/v1/.%2e/admin",
        "api.example.com/v1/%252e%252e/admin",
        "api.example.com/v1/%25252e%25252e/admin",
        "api.example.com/v1/%2525252e%2525252e/admin",
        "api.example.com/v1/..;x=y/admin",
        "api.example.com/v1/%2e%2e%3bx/admin",
        "api.example.com/v1%2f..%2fadmin",
        "api.example.com/v1%2Fadmin",
        "api.example.com/v1%252fadmin",
        "api.example.com/v1%5cadmin",
        "api.example.com/v1\\admin",
        "api.example.com/v1%00",
        "api.example.com/v1%0d%0aHost:x",
        "api.example.com/v1%ff",
        "api.example.com/v1%c0%ae%c0%ae/admin",
        "api.example.com/v1%2",
        "api.example.com/v1 x",
        "api.example.com/v1#x",
        "api.example.com/v1?x",
        "user@api.example.com/v1",
        "api.example.com@evil.example/v1",
        "api.example.com%2f@evil.example/v1",
        "API.example.com/v1",
        "api.example.com:/v1",
        "[::1]/v1",
        "/v1",
        ""
      })
  void what_a_server_might_read_as_another_path_is_no_target(String text) {
    assertThatThrownBy(() -> ForwardTarget.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 6, 16, 500})
  void dots_are_seen_however_often_they_were_encoded(int times) {
    for (var sign : List.of("2e", "2f", "5c", "00")) {
      var encoded = "%" + "25".repeat(times - 1) + sign;
      var text = "api.example.com/v1/" + (sign.equals("2e") ? encoded + encoded : encoded);
      assertThatThrownBy(() -> ForwardTarget.parse(text + "/admin"))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void what_was_encoded_more_often_than_anybody_does_is_no_target() {
    var letter = "api.example.com/v1/%" + "25".repeat(15) + "41";
    assertThat(ForwardTarget.parse(letter)).hasToString(letter);
    assertThatThrownBy(() -> ForwardTarget.parse("api.example.com/v1/%" + "25".repeat(16) + "41"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_very_long_path_is_no_target() {
    assertThat(ForwardTarget.parse("api.example.com/" + "x".repeat(3_999)).path()).hasSize(4_000);
    assertThatThrownBy(() -> ForwardTarget.parse("api.example.com/" + "x".repeat(4_000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ForwardTarget.parse("api.example.com/" + "%41".repeat(1_300)).path()).hasSize(3_901);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/100%25", "/100%254", "/100%25/x", "/%25"})
  void a_percent_sign_is_a_letter_where_no_code_follows(String path) {
    assertThat(ForwardTarget.parse("api.example.com" + path).path()).isEqualTo(path);
  }

  @Test
  void encoding_is_passed_on_as_it_came() {
    var target = ForwardTarget.parse("api.example.com/v1/a%20b/%C3%A4/x.y..z/a:b@c;d=e");
    assertThat(target.at(HOST, "q=%2F..&r=1"))
        .hasToString("https://api.example.com/v1/a%20b/%C3%A4/x.y..z/a:b@c;d=e?q=%2F..&r=1");
    assertThat(ForwardTarget.parse("api.example.com").at(HOST, null))
        .hasToString("https://api.example.com/");
    assertThat(ForwardTarget.parse("api.example.com/a|b").path()).isEqualTo("/a%7Cb");
    assertThat(ForwardTarget.parse("api.example.com/\"a\"").path()).isEqualTo("/%22a%22");
    assertThat(ForwardTarget.query("a=[1]|{2}")).isEqualTo("a=%5B1%5D%7C%7B2%7D");
  }

  @Test
  void the_host_is_the_registered_one_or_none() {
    var target = ForwardTarget.parse("api.example.com:8443/v1");
    assertThatThrownBy(() -> target.at(HOST, null)).isInstanceOf(IllegalArgumentException.class);
    assertThat(target.at(ApiHost.parse("https://API.example.com:8443/"), null))
        .hasToString("https://api.example.com:8443/v1");
  }

  @Test
  void P13_a_prefix_ends_where_a_segment_ends() {
    var prefix = ForwardTarget.parse("api.example.com/v1/files");
    assertThat(under("api.example.com/v1/files", prefix)).isTrue();
    assertThat(under("api.example.com/v1/files/", prefix)).isTrue();
    assertThat(under("api.example.com/v1/files/7", prefix)).isTrue();
    assertThat(under("api.example.com/v1/filesystem", prefix)).isFalse();
    assertThat(under("api.example.com/v1/file", prefix)).isFalse();
    assertThat(under("api.example.com/v1", prefix)).isFalse();
    assertThat(under("api.example.com/V1/files", prefix)).isFalse();
    assertThat(under("api.example.org/v1/files", prefix)).isFalse();
    assertThat(under("api.example.com:444/v1/files", prefix)).isFalse();
    var folder = ForwardTarget.parse("api.example.com/v1/files/");
    assertThat(under("api.example.com/v1/files", folder)).isFalse();
    assertThat(under("api.example.com/v1/files/7", folder)).isTrue();
    assertThat(under("api.example.com/anything", ForwardTarget.parse("api.example.com"))).isTrue();
  }

  private static boolean under(String path, ForwardTarget prefix) {
    return ForwardTarget.parse(path).isUnder(prefix);
  }
}
