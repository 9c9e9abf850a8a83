package io.evergrant.adapter.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.domain.secret.TokenSet;
import io.github.jopenlibs.vault.json.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSetJsonTest {
  private static final String WHOLE =
      """
      {"v":1,"refresh_token":"rt \\"ü","access_token":"at","token_type":"Bearer","scope":"a b",\
      "expires_at":"2026-11-24T10:00:00.123456789Z","refresh_expires_at":"2027-01-01T00:00:00Z",\
      "issued_at":"2026-11-24T09:00:00Z"}\
      """;

  private static final TokenSet TOKENS =
      new TokenSet(
          new RefreshToken("rt \"ü"),
          new AccessToken("at"),
          "Bearer",
          new Scope(List.of("a", "b")),
          Instant.parse("2026-11-24T10:00:00.123456789Z"),
          Instant.parse("2027-01-01T00:00:00Z"),
          Instant.parse("2026-11-24T09:00:00Z"));

  @Test
  void P16_a_token_set_is_plain_versioned_json() {
    assertThat(TokenSetJson.write(TOKENS)).hasToString(WHOLE);
    assertThat(read(WHOLE)).isEqualTo(TOKENS);
  }

  @Test
  void what_the_provider_did_not_say_stays_unsaid() {
    var bare =
        new TokenSet(
            new RefreshToken("rt"),
            null,
            null,
            Scope.EMPTY,
            null,
            null,
            Instant.parse("2026-11-24T09:00:00Z"));
    var text = TokenSetJson.write(bare).toString();
    assertThat(text)
        .isEqualTo(
            "{\"v\":1,\"refresh_token\":\"rt\",\"scope\":\"\","
                + "\"issued_at\":\"2026-11-24T09:00:00Z\"}");
    assertThat(read(text)).isEqualTo(bare);
  }

  @Test
  void members_of_a_later_portal_are_ignored() {
    assertThat(read(WHOLE.replace("{\"v\":1", "{\"later\":{\"x\":[1]},\"v\":1"))).isEqualTo(TOKENS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "0", "\"1\"", "null", "true"})
  void another_version_is_refused(String version) {
    assertThatThrownBy(() -> read(WHOLE.replace("\"v\":1", "\"v\":" + version)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version");
  }

  @Test
  void what_is_missing_or_wrong_is_named_and_no_value_is_told() {
    assertThatThrownBy(() -> read(WHOLE.replace("\"v\":1,", "")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read(WHOLE.replace("refresh_token", "renamed")))
        .hasMessage("refresh_token is missing");
    assertThatThrownBy(() -> read(WHOLE.replace("2026-11-24T09:00:00Z", "yesterday")))
        .hasMessage("issued_at is no time");
    assertThatThrownBy(() -> read(WHOLE.replace("\"at\"", "12")))
        .hasMessage("access_token is no text");
  }

  private static TokenSet read(String text) {
    return TokenSetJson.read(Json.parse(text).asObject());
  }
}
