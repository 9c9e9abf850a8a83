package io.evergrant.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/done",
        "https://app.example:444/",
        "http://localhost:8080/",
        "http://127.0.0.1/done",
        "http://[::1]:8080/done"
      })
  void over_tls_or_to_the_same_machine_an_address_can_be_listed(String address) {
    assertThat(Presentation.isReturnAddress(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example/done",
        "http://127.0.0.2/done",
        "ftp://localhost/done",
        "https://ada@app.example/done",
        "https://app.example/done#x",
        "https://app.example/%2e%2e/done",
        "https:///done",
        "https:app.example",
        "//app.example/done",
        "/done",
        "javascript:alert(1)",
        "mailto:ada@app.example",
        ""
      })
  void no_other_address_can(String address) {
    assertThat(Presentation.isReturnAddress(URI.create(address))).isFalse();
  }

  @Test
  void a_colour_is_six_digits_in_lower_case_or_none() {
    assertThat(Presentation.isColour("#0f6b4a")).isTrue();
    assertThat(new Presentation("Acme", null, List.of()).colour()).isNull();
  }

  /** Of its digits the ink that can be read upon it is reckoned. */
  @ParameterizedTest
  @ValueSource(strings = {"#0F6B4A", "#fff", "0f6b4a", "#0f6b4a;", "#0f6b4ag", "red", ""})
  void nothing_else_is_a_colour(String text) {
    assertThat(Presentation.isColour(text)).isFalse();
    assertThatThrownBy(() -> new Presentation("Acme", text, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
