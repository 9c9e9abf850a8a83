package io.evergrant.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.SyslogReceiver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong about the syslog receiver stops the start with its key and the mend. */
class ReceiverSettingsTest {
  private static final String URL = "EVERGRANT_SYSLOG_URL";
  private static final PortalSettings PORTAL =
      new PortalSettings("n1", URI.create("https://grants.example.com"));

  @TempDir private Path folder;

  @Test
  void without_an_address_there_is_no_receiver() {
    assertThat(receiver(Map.of()).isConfigured()).isFalse();
    assertThat(receiver(Map.of(URL, "syslog-tls://logs.example.com")).isConfigured()).isTrue();
    assertThat(
            receiver(
                    Map.of(
                        URL,
                        "syslog-tls://logs.example.com:7000/",
                        "EVERGRANT_SYSLOG_FACILITY",
                        "local3",
                        "EVERGRANT_SYSLOG_ENTERPRISE",
                        "4294967295"))
                .isConfigured())
        .isTrue();
  }

  @Test
  void what_is_wrong_is_named() throws IOException {
    var none = Files.writeString(folder.resolve("none.pem"), "no certificate").toString();
    for (var url :
        new String[] {
          "syslog://logs.example.com", "syslog-tls:logs", "syslog-tls://u@logs", "logs.example.com"
        }) {
      refused(URL, url, "Give the receiver's address");
    }
    refused("EVERGRANT_SYSLOG_FACILITY", "kern", "EVERGRANT_SYSLOG_FACILITY is");
    refused("EVERGRANT_SYSLOG_ENTERPRISE", "0", "EVERGRANT_SYSLOG_ENTERPRISE is");
    refused("EVERGRANT_SYSLOG_CACERT", "/no/such/file", "EVERGRANT_SYSLOG_CACERT names a file");
    refused("EVERGRANT_SYSLOG_CACERT", none, "cannot be used");
    refused("EVERGRANT_SYSLOG_CERT", none, "EVERGRANT_SYSLOG_KEY is not set");
    refused("EVERGRANT_SYSLOG_KEY", none, "EVERGRANT_SYSLOG_CERT is not set");
  }

  private static void refused(String key, String value, String why) {
    var values = new HashMap<>(Map.of(URL, "syslog-tls://logs.example.com"));
    values.put(key, value);
    assertThatThrownBy(() -> receiver(values))
        .as(key)
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining(why);
  }

  private static SyslogReceiver receiver(Map<String, String> values) {
    return ReceiverSettings.receiver(
        new Configuration(key -> Optional.ofNullable(values.get(key))), PORTAL);
  }
}
