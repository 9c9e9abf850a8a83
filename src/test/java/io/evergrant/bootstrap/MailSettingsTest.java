package io.evergrant.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is wrong about mail stops the start with its key and the mend, and prints no password. */
class MailSettingsTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "EVERGRANT_SMTP_URL", "smtp://mail.example.com",
          "EVERGRANT_SMTP_USER", "evergrant",
          "EVERGRANT_SMTP_PASSWORD", "canary",
          "EVERGRANT_SMTP_FROM", "evergrant@example.com");

  @Test
  void without_an_address_there_is_no_mail() {
    assertThat(MailSettings.server(given(Map.of())).isConfigured()).isFalse();
    assertThat(MailSettings.server(given(GOOD)).isConfigured()).isTrue();
  }

  @Test
  void what_is_wrong_is_named() {
    refused("EVERGRANT_SMTP_FROM", "", "EVERGRANT_SMTP_FROM is not set");
    refused("EVERGRANT_SMTP_FROM", "a@b.example\nBcc: x", "EVERGRANT_SMTP_FROM is");
    refused("EVERGRANT_SMTP_PASSWORD", "", "EVERGRANT_SMTP_PASSWORD is not set");
    refused("EVERGRANT_SMTP_URL", "https://mail.example.com", "Give smtp://host:587");
    refused("EVERGRANT_SMTP_URL", "smtp-plain://mail.example.com", "Give smtp://host:587");
    refused("EVERGRANT_SMTP_CACERT", "/no/such/file", "EVERGRANT_SMTP_CACERT names a file");
    refused("EVERGRANT_SMTP_URL", "smtp://u:canary@mail.example.com", "holds a user");
  }

  private static void refused(String key, String value, String why) {
    var values = new HashMap<>(GOOD);
    values.put(key, value);
    assertThatThrownBy(() -> MailSettings.server(given(values)))
        .as(key)
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("canary");
  }

  private static Configuration given(Map<String, String> values) {
    return new Configuration(key -> Optional.ofNullable(values.get(key)));
  }
}
