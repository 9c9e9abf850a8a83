package io.evergrant.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationTest {
  private final Presentation acme =
      new Presentation(
          "Acme",
          "#0f6b4a",
          List.of(
              URI.create("https://app.example/done"),
              URI.create("https://app.example/below/"),
              URI.create("http://localhost:8080/")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/done",
        "https://app.example/done?customer=7",
        "https://app.example/below/",
        "https://app.example/below/a/b?c=d",
        "http://localhost:8080/x"
      })
  void a_listed_address_and_what_lies_below_one_is_allowed(String address) {
    assertThat(acme.allows(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/",
        "https://app.example/done/more",
        "https://app.example/donee",
        "https://app.example/below",
        "https://app.example/below/../done2",
        "https://app.example/below/%2e%2e/x",
        "https://app.example:444/done",
        "https://app.example.evil.example/done",
        "https://app.example@evil.example/done",
        "https://app.example/done#x",
        "http://app.example/done",
        "http://localhost:8081/x",
        "javascript:alert(1)",
        "//app.example/done",
        "/done"
      })
  void everything_else_is_not(String address) {
    assertThat(acme.allows(URI.create(address))).isFalse();
  }
}
