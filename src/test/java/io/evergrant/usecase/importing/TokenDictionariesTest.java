package io.evergrant.usecase.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.secret.AccessToken;
import io.evergrant.usecase.importing.Dictionaries.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the libraries wrote is read as they meant it. */
class TokenDictionariesTest {
  private static final Instant NOW = Instant.parse("2025-11-25T12:00:00Z");

  static Stream<Sample> samples() {
    return Stream.of(
            Dictionaries.REQUESTS_OAUTHLIB, Dictionaries.AUTHLIB, Dictionaries.OAUTH2CLIENT)
        .flatMap(List::stream);
  }

  @Test
  void there_are_thirty_of_them() {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void P16_is_read_with_its_ends(Sample sample) {
    var found = read(sample.json());
    assertThat(found.refreshToken().reveal()).isEqualTo("r1");
    assertThat(found.accessToken())
        .isEqualTo(sample.access() == null ? null : new AccessToken(sample.access()));
    assertThat(Objects.toString(found.scope(), null)).isEqualTo(sample.scope());
    assertThat(found.expiresAt()).isEqualTo(instant(sample.expiresAt()));
    assertThat(found.refreshExpiresAt()).isEqualTo(instant(sample.refreshExpiresAt()));
    assertThat(found.toString()).doesNotContain("r1").doesNotContain("a1");
  }

  @Test
  void the_registration_is_told_and_its_secret_is_not_read() {
    var found = read(Dictionaries.OAUTH2CLIENT.getFirst().json());
    assertThat(found.clientId()).isEqualTo("c1");
    assertThat(found.toString()).doesNotContain("not read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | token.refresh_token | MISSING",
        "{\"refresh_token\":null} | token.refresh_token | MISSING",
        "{\"refresh_token\":\"\"} | token.refresh_token | MISSING",
        "{\"refresh_token\":7} | token.refresh_token | WRONG_TYPE",
        "{\"refresh_token\":[\"r1\"]} | token.refresh_token | WRONG_TYPE",
        "{\"refresh_token\":{\"a\":1}} | token.refresh_token | WRONG_TYPE",
        "{\"refresh_token\":\"r1\\n\"} | token.refresh_token | CHARACTERS",
        "{\"refresh_token\":\"r\\u0000\"} | token.refresh_token | CHARACTERS",
        "{\"refresh_token\":\" r1\"} | token.refresh_token | CHARACTERS",
        "{\"refresh_token\":\"r1\",\"access_token\":true} | token.access_token | WRONG_TYPE",
        "{\"refresh_token\":\"r1\",\"expires_at\":true} | token.expires_at | WRONG_TYPE",
        "{\"refresh_token\":\"r1\",\"expires_at\":\"soon\"} | token.expires_at | NOT_A_TIME",
        "{\"refresh_token\":\"r1\",\"expires_at\":-1} | token.expires_at | NOT_A_TIME",
        "{\"refresh_token\":\"r1\",\"expires_at\":1764075600000} | token.expires_at | NOT_A_TIME",
        "{\"refresh_token\":\"r1\",\"expires_at\":1e999999999} | token.expires_at | NOT_A_TIME",
        "{\"refresh_token\":\"r1\",\"expires_at\":NaN} | token | MALFORMED",
        "{\"refresh_token\":\"r1\",\"expiry\":\"2025-13-01T00:00:00Z\"} | token.expiry |"
            + " NOT_A_TIME",
        "{\"refresh_token\":\"r1\",\"expires_in\":\"1 h\"} | token.expires_in | NOT_A_NUMBER",
        "{\"refresh_token\":\"r1\",\"expires_in\":1e12} | token.expires_in | NOT_A_NUMBER",
        "{\"refresh_token\":\"r1\",\"expires_in\":[]} | token.expires_in | WRONG_TYPE",
        "{\"refresh_token\":\"r1\",\"scope\":7} | token.scope | WRONG_TYPE",
        "{\"refresh_token\":\"r1\",\"scope\":[1]} | token.scope | WRONG_TYPE",
        "{\"refresh_token\":\"r1\",\"scope\":\"a\\u0000\"} | token.scope | CHARACTERS",
        "{\"refresh_token\":\"r1\",\"token_type\":\"\\ud800\"} | token.token_type | CHARACTERS",
        "{\"refresh_token\":\"r1\",\"client_id\":1} | token.client_id | WRONG_TYPE",
        "{\"refresh_token\":\"r1\",\"invalid\":true} | token.invalid | MARKED_INVALID",
        "{\"refresh_token\":\"r1\",\"invalid\":\"maybe\",\"expires_at\":{}} | token.expires_at |"
            + " WRONG_TYPE",
        "{\"refresh_token\":\"r1\",\"refresh_expires_at\":1764071999} | token.refresh_token |"
            + " ENDED",
        "{\"refresh_token\":\"r1\",\"refresh_token\":\"r2\"} | refresh_token | TWICE",
        "{\"refresh_token\":\"r1\" | token | MALFORMED",
        "{\"refresh_token\":\"r1\"} x | token | MALFORMED",
        "[\"r1\"] | token | NOT_AN_OBJECT",
      })
  void what_is_wrong_is_named_with_its_field(String json, String field, Fault fault) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            RowRefused.class,
            refused -> {
              assertThat(refused.at(1).fault()).isEqualTo(fault);
              assertThat(refused.at(1).field()).isEqualTo(field);
              assertThat(refused.toString()).doesNotContain("r1");
            });
  }

  /** As text in the column or member {@code token}: every way in goes through it. */
  private static FoundTokens read(String json) {
    var row =
        new Value.Members(
            java.util.Map.of(
                "provider", new Value.Text("00000000-0000-0000-0000-000000000001"),
                "external_id", new Value.Text("customer-1"),
                "token", new Value.Text(json)),
            null);
    return new RowReader(NOW).read(1, row).tokens();
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
