package io.evergrant.usecase.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a portal is called. */
class PortalSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "https://App.example.com/grants, https://app.example.com",
    "https://app.example.com:443, https://app.example.com",
    "https://app.example.com:8443, https://app.example.com:8443",
    "http://app.example.com:443, http://app.example.com:443",
    "http://localhost:8080, http://localhost:8080",
  })
  void its_origin_is_named_as_browsers_name_it(URI base, String origin) {
    assertThat(new PortalSettings("n1", base).origin()).isEqualTo(origin);
  }
}
