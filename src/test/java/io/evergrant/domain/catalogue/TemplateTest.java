package io.evergrant.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.catalogue.Placeholder.Kind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTest {
  private static final Template OKTA = new Template("https://{domain}/oauth2/{server}/v1/token");

  @Test
  void placeholders_are_filled_in() {
    assertThat(OKTA.placeholders()).containsExactly("domain", "server");
    assertThat(OKTA.fill(Map.of("domain", "acme.okta.com", "server", "default")))
        .isEqualTo(URI.create("https://acme.okta.com/oauth2/default/v1/token"));
  }

  @Test
  void a_placeholder_that_is_left_open_is_named() {
    assertThatThrownBy(() -> OKTA.fill(Map.of("domain", "acme.okta.com")))
        .hasMessageContaining("server");
  }

  @ParameterizedTest
  @EnumSource
  void a_placeholder_takes_no_more_than_the_name_of_a_host_can_have(Kind kind) {
    var begin = kind == Kind.ADDRESS ? "https://" : "";
    var longest = begin + "x".repeat(253 - begin.length());
    assertThat(placeholder(kind).takes(longest)).isTrue();
    assertThat(placeholder(kind).takes(longest + "x")).isFalse();
  }

  @Test
  void an_address_is_recognised_as_one_of_this_provider() {
    assertThat(OKTA.mayBe(URI.create("https://acme.okta.com/oauth2/aus1/v1/token"))).isTrue();
    assertThat(OKTA.mayBe(URI.create("https://acme.okta.com/oauth2/v1/token"))).isFalse();
    assertThat(OKTA.mayBe(URI.create("https://acme.okta.com/oauth2/a/b/v1/token"))).isFalse();
    assertThat(OKTA.mayBe(URI.create("https://evil.example/?/oauth2/aus1/v1/token"))).isFalse();
    assertThat(new Template("https://slack.com/api").mayBe(URI.create("https://slackxcom/api")))
        .isFalse();
  }

  @Test
  void what_is_no_https_address_with_whole_braces_is_refused() {
    for (var bad :
        List.of(
            "http://a.example",
            "a.{a}",
            "{A}",
            "https://{a.example",
            "https://a}.example",
            "https://{A}/")) {
      assertThatThrownBy(() -> new Template(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_placeholder_takes_nothing_that_leads_to_another_part_of_the_address() {
    assertThat(placeholder(Kind.LABEL).takes("acme-1")).isTrue();
    assertThat(placeholder(Kind.HOST).takes("acme.okta.com:8443")).isTrue();
    assertThat(placeholder(Kind.SEGMENT).takes("contoso.onmicrosoft.com")).isTrue();
    assertThat(placeholder(Kind.PATH).takes("login.example.com/auth")).isTrue();
    for (var kind : Kind.values()) {
      for (var bad : List.of("", "a@b", "a?b", "a#b", "a b", "a\\b", "../a", "a/../b", "{a}")) {
        assertThat(placeholder(kind).takes(bad)).as(kind + " " + bad).isFalse();
      }
    }
    assertThat(placeholder(Kind.LABEL).takes("evil.example")).isFalse();
    assertThat(placeholder(Kind.HOST).takes("evil.example/x")).isFalse();
    assertThat(placeholder(Kind.SEGMENT).takes("a/b")).isFalse();
  }

  @Test
  void a_whole_address_is_https_or_on_loopback() {
    var address = placeholder(Kind.ADDRESS);
    for (var good :
        List.of(
            "https://accounts.example.com",
            "https://login.example.com:8443/realms/acme/",
            "http://localhost:8080/demo",
            "http://127.0.0.1:9/a",
            "http://[::1]:9")) {
      assertThat(address.takes(good)).as(good).isTrue();
      assertThat(new Template("{name}").fill(Map.of("name", good))).isEqualTo(URI.create(good));
    }
    for (var bad :
        List.of(
            "accounts.example.com",
            "http://accounts.example.com",
            "http://localhost.example.com",
            "https://ada@example.com",
            "https://example.com?x=1",
            "https://example.com#x",
            "https://example.com/../x",
            "ftp://example.com",
            "https://")) {
      assertThat(address.takes(bad)).as(bad).isFalse();
    }
  }

  private static Placeholder placeholder(Kind kind) {
    return new Placeholder("name", "Name", "What it is.", kind, "example", null);
  }
}
