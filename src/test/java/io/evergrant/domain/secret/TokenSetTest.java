package io.evergrant.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.Scope;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenSetTest {
  private static final Instant THEN = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant NOW = THEN.plusSeconds(60);

  private final TokenSet stored =
      new TokenSet(
          new RefreshToken("r1"),
          new AccessToken("a1"),
          "Bearer",
          Scope.parse("read write"),
          THEN.plusSeconds(60),
          THEN.plusSeconds(86_400),
          THEN);

  @Test
  void P05_no_refresh_token_in_the_answer_keeps_the_old_one() {
    var renewed = stored.renewedBy(answer(new AccessToken("a2"), null, null), NOW);
    assertThat(renewed.refreshToken().reveal()).isEqualTo("r1");
    assertThat(renewed.refreshExpiresAt()).isEqualTo(stored.refreshExpiresAt());
    assertThat(renewed.rotatedFrom(stored)).isFalse();
  }

  @Test
  void P05_a_new_refresh_token_is_kept_even_where_the_rest_is_missing() {
    var renewed = stored.renewedBy(answer(null, new RefreshToken("r2"), null), NOW);
    assertThat(renewed.refreshToken().reveal()).isEqualTo("r2");
    assertThat(renewed.accessToken()).isEqualTo(new AccessToken("a1"));
    assertThat(renewed.expiresAt()).isEqualTo(stored.expiresAt());
    assertThat(renewed.rotatedFrom(stored)).isTrue();
  }

  @Test
  void P05_a_narrower_scope_is_stored() {
    var answer = answer(new AccessToken("a2"), null, Scope.parse("read"));
    assertThat(stored.renewedBy(answer, NOW).scope()).isEqualTo(Scope.parse("read"));
  }

  @Test
  void a_scope_that_is_not_mentioned_is_unchanged() {
    var renewed = stored.renewedBy(answer(new AccessToken("a2"), null, null), NOW);
    assertThat(renewed.scope()).isEqualTo(stored.scope());
  }

  @Test
  void a_rotated_token_does_not_inherit_the_end_of_the_spent_one() {
    var renewed = stored.renewedBy(answer(null, new RefreshToken("r2"), null), NOW);
    assertThat(renewed.refreshExpiresAt()).isNull();
  }

  @Test
  void P15_a_set_ends_exactly_when_the_provider_said() {
    assertThat(stored.ended(THEN.plusSeconds(86_399))).isFalse();
    assertThat(stored.ended(THEN.plusSeconds(86_400))).isTrue();
  }

  @Test
  void P11_nothing_in_it_prints_a_token() {
    assertThat(stored.toString()).doesNotContain("r1").doesNotContain("a1");
  }

  private static IssuedTokens answer(
      @Nullable AccessToken access, @Nullable RefreshToken refresh, @Nullable Scope scope) {
    return new IssuedTokens(access, refresh, null, "Bearer", scope, Duration.ofSeconds(60), null);
  }
}
