package io.evergrant.cli;

import static io.evergrant.cli.Given.GRANT;
import static io.evergrant.cli.Given.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("EVERGRANT_URL", "https://evergrant.example/eg/", "EVERGRANT_API_KEY", KEY);

  @Test
  void what_is_left_out_has_a_usual_value() {
    var settings = of("--grant", GRANT.toUpperCase(java.util.Locale.ROOT), "--out", "token.json");
    assertThat(settings.portal()).isEqualTo("https://evergrant.example/eg");
    assertThat(settings.grant()).isEqualTo(GRANT);
    assertThat(settings.minTtl()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.patience()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.command()).isEmpty();
  }

  @Test
  void all_behind_exec_is_the_command() {
    var settings =
        of("--grant=" + GRANT, "--out=t", "--min-ttl=5", "--exec", "sh", "-c", "--out", "--exec");
    assertThat(settings.command()).containsExactly("sh", "-c", "--out", "--exec");
    assertThat(settings.minTtl()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--key", "--api-key", "--token", "--key=eg_canary", "--api-key=eg_canary"})
  void a_key_is_no_argument(String argument) {
    var failure = refused("--grant", GRANT, "--out", "t", argument, "eg_canary");
    assertThat(failure.cause()).contains("never an argument").doesNotContain("canary");
    assertThat(failure.mend()).contains("EVERGRANT_API_KEY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eg_canary", "--what=eg_canary", "--what", "-x"})
  void an_unknown_argument_is_refused_without_its_value(String argument) {
    var failure = refused("--grant", GRANT, "--out", "t", argument);
    assertThat(failure.cause() + failure.mend()).doesNotContain("canary");
  }

  @Test
  void a_key_comes_from_a_file_or_the_environment(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("key"), KEY.replace("a1", "Z9") + "\n");
    var named = List.of("--grant", GRANT, "--out", "t", "--key-file", file.toString());
    assertThat(Settings.of(named, ENVIRONMENT).key().reveal()).startsWith("eg_Z9");
    assertThat(of("--grant", GRANT, "--out", "t").key().reveal()).isEqualTo(KEY);
    var fromFile =
        Map.of("EVERGRANT_URL", "https://e.example", "EVERGRANT_API_KEY_FILE", file.toString());
    assertThat(Settings.of(List.of("--grant", GRANT, "--out", "t"), fromFile).key().reveal())
        .startsWith("eg_Z9");
  }

  @Test
  void what_is_no_key_is_refused_and_not_repeated(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("key"), "canary\r\nX-Other: 1");
    var failure = refused("--grant", GRANT, "--out", "t", "--key-file", file.toString());
    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.cause()).doesNotContain("canary");
    assertThat(of("--grant", GRANT, "--out", "t").toString()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evergrant.example", "ftp://e.example", "evergrant.example", "https://",
        "https://u:canary@e.example", "https://e.example?x", "https://e.example#x",
            "http://127.evil.example"
      })
  void an_address_over_which_the_key_would_leak_is_refused(String address) {
    var failure = refused("--grant", GRANT, "--out", "t", "--url", address);
    assertThat(failure.cause()).doesNotContain("canary");
  }

  @Test
  void http_is_for_this_machine_or_said_to_be_safe() {
    for (var here :
        List.of("http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080")) {
      assertThat(of("--grant", GRANT, "--out", "t", "--url", here).portal()).isEqualTo(here);
    }
    assertThat(
            of("--grant", GRANT, "--out", "t", "--url", "http://portal:8080", "--plain-http")
                .portal())
        .isEqualTo("http://portal:8080");
  }

  @Test
  void what_is_missing_or_wrong_is_named() {
    assertThat(refused("--out", "t").cause()).contains("--grant");
    assertThat(refused("--grant", "../x", "--out", "t").cause()).contains("--grant");
    assertThat(refused("--grant", GRANT).mend()).contains("--out");
    assertThat(refused("--grant", GRANT, "--out", "t", "--print").cause()).contains("one of them");
    assertThat(refused("--grant", GRANT, "--print", "--exec", "x").mend()).contains("--out");
    assertThat(refused("--grant", GRANT, "--out", "t", "--exec").cause()).contains("no command");
    assertThat(refused("--grant", GRANT, "--out", "t", "--out", "u").cause()).contains("twice");
    assertThat(refused("--grant", GRANT, "--out").cause()).contains("--out");
    for (var ttl : List.of("-1", "1.5", "x", "86401")) {
      assertThat(refused("--grant", GRANT, "--out", "t", "--min-ttl", ttl).cause())
          .contains("--min-ttl");
    }
    var nothing =
        catchThrowableOfType(
            Failure.class, () -> Settings.of(List.of("--grant", GRANT, "--out", "t"), Map.of()));
    assertThat(nothing.mend()).contains("EVERGRANT_URL");
  }

  private static Settings of(String... words) {
    return Settings.of(List.of(words), ENVIRONMENT);
  }

  private static Failure refused(String... words) {
    var failure = catchThrowableOfType(Failure.class, () -> of(words));
    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    return failure;
  }
}
