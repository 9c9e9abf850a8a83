package io.evergrant.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiHostTest {
  @Test
  void a_host_is_written_in_one_way() {
    assertThat(ApiHost.parse("https://API.Example.com:443/"))
        .isEqualTo(new ApiHost("https", "api.example.com"))
        .hasToString("https://api.example.com");
    assertThat(ApiHost.parse("http://127.0.0.1:8081").authority()).isEqualTo("127.0.0.1:8081");
  }

  @Test
  void a_host_has_at_most_253_letters() {
    assertThat(new ApiHost("https", "a".repeat(253)).authority()).hasSize(253);
    assertThatThrownBy(() -> new ApiHost("https", "a".repeat(254)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.example.com",
        "https://",
        "https://api.example.com/v1",
        "https://api.example.com?x",
        "https://api.example.com#x",
        "https://user@api.example.com",
        "ftp://api.example.com",
        "https://*.example.com",
        "https://api_x.example.com",
        "https:api.example.com",
        "not an address"
      })
  void what_is_more_or_less_than_a_host_is_refused(String text) {
    assertThatThrownBy(() -> ApiHost.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
