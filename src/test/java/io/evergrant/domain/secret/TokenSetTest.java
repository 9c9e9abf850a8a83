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
  void P15_reported_lives_count_from_the_moment_the_answer_was_read() {
    var answer =
        new IssuedTokens(
            new AccessToken("a2"),
            new RefreshToken("r2"),
            null,
            null,
            null,
            Duration.ofMinutes(10),
            Duration.ofDays(7));
    var renewed = stored.renewedBy(answer, NOW);
    assertThat(renewed.issuedAt()).isEqualTo(NOW);
    assertThat(renewed.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    assertThat(renewed.refreshExpiresAt()).isEqualTo(NOW.plus(Duration.ofDays(7)));
  }

  @Test
  void P15_a_new_end_counts_even_where_the_token_stayed_the_same() {
    var answer =
        new IssuedTokens(new AccessToken("a2"), null, null, null, null, null, Duration.ofDays(7));
    assertThat(stored.renewedBy(answer, NOW).refreshExpiresAt())
        .isEqualTo(NOW.plus(Duration.ofDays(7)));
  }

  @Test
  void an_access_token_of_unsaid_life_does_not_inherit_the_end_of_the_older_one() {
    var answer = new IssuedTokens(new AccessToken("a2"), null, null, null, null, null, null);
    assertThat(stored.renewedBy(answer, NOW).expiresAt()).isNull();
  }

  @Test
  void P05_the_kind_of_token_stays_as_it_was_unless_the_answer_names_another() {
    var silent = new IssuedTokens(new AccessToken("a2"), null, null, null, null, null, null);
    assertThat(stored.renewedBy(silent, NOW).tokenType()).isEqualTo("Bearer");
    var other = new IssuedTokens(new AccessToken("a2"), null, null, "DPoP", null, null, null);
    assertThat(stored.renewedBy(other, NOW).tokenType()).isEqualTo("DPoP");
  }

  @Test
  void P05_the_first_set_has_the_scope_that_was_asked_for_unless_another_was_granted() {
    var asked = Scope.parse("read write");
    var refresh = new RefreshToken("r1");
    var silent = new IssuedTokens(null, refresh, null, null, null, null, null);
    assertThat(TokenSet.first(silent, refresh, asked, NOW).scope()).isEqualTo(asked);
    var less = new IssuedTokens(null, refresh, null, null, Scope.parse("read"), null, null);
    assertThat(TokenSet.first(less, refresh, asked, NOW).scope()).isEqualTo(Scope.parse("read"));
  }

  @Test
  void P15_without_a_reported_end_a_set_never_ends_by_itself() {
    var refresh = new RefreshToken("r1");
    var silent = new IssuedTokens(null, refresh, null, null, null, null, null);
    assertThat(TokenSet.first(silent, refresh, Scope.EMPTY, NOW).ended(Instant.MAX)).isFalse();
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
