package io.evergrant.usecase.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.outcome.TokenAnswer;
import io.evergrant.domain.outcome.TokenAnswer.Answered;
import io.evergrant.domain.outcome.TokenAnswer.BodyKind;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.AuthorizationCode;
import io.evergrant.domain.secret.IssuedTokens;
import io.evergrant.domain.secret.OneTimeSecret;
import io.evergrant.domain.secret.RefreshToken;
import io.evergrant.usecase.port.AccountLookup.Looked;
import io.evergrant.usecase.port.StoreUnavailable;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompleteAuthorizationTest {
  private final World world = new World();

  @Test
  void an_account_is_connected_and_its_tokens_lie_at_a_new_salted_path() {
    var done = done(world.comeBack(CompleteAuthorizationTest::good));
    assertThat(done.again()).isFalse();
    assertThat(done.account()).isEqualTo("ada@example.org");
    assertThat(world.vault).hasSize(1);
    assertThat(world.consents).hasSize(1);
    assertThat(world.events).last().satisfies(event -> assertThat(event.terminal()).isTrue());
    assertThat(world.events.getLast().details()).containsKeys("kv_version", "key_version");
  }

  @Test
  void the_same_account_again_keeps_the_grant_and_destroys_the_older_tokens() {
    var first = done(world.comeBack(CompleteAuthorizationTest::good));
    var again = done(world.comeBack(CompleteAuthorizationTest::good));
    assertThat(again.grant()).isEqualTo(first.grant());
    assertThat(again.again()).isTrue();
    assertThat(world.vault).hasSize(1);
  }

  @Test
  void another_account_changes_nothing_of_the_grant_that_is_reconnected() {
    var first = done(world.comeBack(CompleteAuthorizationTest::good));
    world.account = new Looked.Account("sub-ben", "ben@example.org");
    var before = Map.copyOf(world.vault);
    assertThat(world.comeBackFor(first.grant(), CompleteAuthorizationTest::good))
        .isEqualTo(new Connected.OtherAccount(first.grant(), "ada@example.org", "ben@example.org"));
    assertThat(world.vault).isEqualTo(before);
    assertThat(world.consents).hasSize(1);
  }

  @Test
  void a_missing_state_is_refused_before_anything_else() {
    assertThat(world.comeBackRaw(new Callback(null, code(), null, null, null)))
        .isEqualTo(new Connected.StateMissing());
  }

  @Test
  void an_unknown_state_is_refused() {
    assertThat(
            world.comeBackRaw(new Callback(new OneTimeSecret("forged"), code(), null, null, null)))
        .isEqualTo(new Connected.StateUnheard());
  }

  @Test
  void a_second_callback_with_the_same_state_is_refused() {
    world.comeBack(CompleteAuthorizationTest::good);
    assertThat(world.comeBackRaw(good(world.lastState))).isEqualTo(new Connected.StateUsed());
    assertThat(world.exchanges).isEqualTo(1);
  }

  @Test
  void another_browsers_state_is_refused_and_stays_good_for_its_own() {
    var request = world.begin(null);
    var callback = good(world.browser.state(request));
    assertThat(world.complete(BrowserSecret.random(), callback))
        .isEqualTo(new Connected.StateForeign());
    assertThat(world.complete(world.browser, callback)).isInstanceOf(Connected.Done.class);
  }

  @Test
  void a_response_of_another_issuer_is_refused_without_an_exchange() {
    var answer =
        world.comeBack(state -> new Callback(state, code(), "https://evil.example", null, null));
    assertThat(answer).isInstanceOf(Connected.WrongIssuer.class);
    assertThat(world.exchanges).isZero();
  }

  @Test
  void a_missing_iss_is_refused_where_the_provider_said_it_sends_one() {
    assertThat(world.comeBack(state -> new Callback(state, code(), null, null, null)))
        .isInstanceOf(Connected.WrongIssuer.class);
  }

  @Test
  void a_person_who_declines_is_told_so_and_the_log_knows() {
    var answer =
        world.comeBack(
            state -> new Callback(state, null, World.ISSUER, "access_denied", "No, thanks"));
    assertThat(answer).isEqualTo(new Connected.Declined("Demo", "access_denied", "No, thanks"));
    assertThat(world.events.getLast().details()).containsEntry("error", "access_denied");
  }

  @Test
  void an_answer_without_a_refresh_token_stores_nothing() {
    world.answer = issued(null);
    assertThat(world.comeBack(CompleteAuthorizationTest::good))
        .isEqualTo(new Connected.NoRefreshToken("Demo"));
    assertThat(world.vault).isEmpty();
    assertThat(world.consents).isEmpty();
    assertThat(world.events.getLast().outcome()).isEqualTo("refused");
  }

  @Test
  void P01_a_refused_code_ends_the_attempt_with_one_terminal_event() {
    world.answer =
        new Answered(400, BodyKind.JSON, null, "invalid_grant", null, null, Duration.ZERO);
    assertThat(world.comeBack(CompleteAuthorizationTest::good))
        .isInstanceOf(Connected.ExchangeFailed.class);
    assertThat(world.events).filteredOn(event -> event.terminal()).hasSize(1);
    assertThat(world.vault).isEmpty();
  }

  @Test
  void a_store_that_refuses_leaves_the_grant_as_it_was() {
    world.vaultAway = true;
    assertThat(world.comeBack(CompleteAuthorizationTest::good))
        .isEqualTo(new Connected.StoreRefused(StoreUnavailable.Cause.DENIED));
    assertThat(world.consents).isEmpty();
    assertThat(world.events).filteredOn(event -> event.terminal()).hasSize(1);
  }

  @Test
  void a_store_that_refuses_before_the_code_is_used_leaves_a_line_in_the_log() {
    world.secretsAway = true;
    assertThat(world.comeBack(CompleteAuthorizationTest::good))
        .isEqualTo(new Connected.StoreRefused(StoreUnavailable.Cause.DENIED));
    assertThat(world.exchanges).isZero();
    assertThat(world.events.getLast().details())
        .containsEntry("reason", "store_refused")
        .containsEntry("store", "denied");
  }

  @Test
  void P01_a_store_that_refuses_after_the_exchange_ends_the_attempt() {
    world.fingerprintsAway = true;
    assertThat(world.comeBack(CompleteAuthorizationTest::good))
        .isEqualTo(new Connected.StoreRefused(StoreUnavailable.Cause.DENIED));
    assertThat(world.events).filteredOn(event -> event.terminal()).hasSize(1);
    assertThat(world.vault).isEmpty();
  }

  @Test
  void P01_tokens_whose_row_is_not_taken_do_not_stay_in_the_vault() {
    world.consentsAway = true;
    assertThat(world.comeBack(CompleteAuthorizationTest::good))
        .isEqualTo(new Connected.StoreRefused(StoreUnavailable.Cause.DENIED));
    assertThat(world.vault).isEmpty();
    assertThat(world.events).filteredOn(event -> event.terminal()).hasSize(1);
  }

  @Test
  void P11_where_a_row_points_nothing_strays() {
    done(world.comeBack(CompleteAuthorizationTest::good));
    done(world.comeBack(CompleteAuthorizationTest::good));
    assertThat(world.strays).isEmpty();
  }

  @Test
  void P11_the_older_tokens_that_could_not_be_destroyed_are_left_to_the_sweeper() {
    done(world.comeBack(CompleteAuthorizationTest::good));
    var older = world.consents.getFirst().location();
    world.vaultKeeps = true;
    done(world.comeBack(CompleteAuthorizationTest::good));
    assertThat(world.strays).containsExactly(older);
  }

  @Test
  void P11_a_node_that_dies_after_it_stored_leaves_the_place_written_down() {
    world.vaultForgets = true;
    world.comeBack(CompleteAuthorizationTest::good);
    assertThat(world.vault).hasSize(1);
    assertThat(world.strays).extracting(TokenLocation::path).containsAll(world.vault.keySet());
  }

  @Test
  void tokens_that_were_swept_meanwhile_make_no_grant() {
    world.strayIsSwept = true;
    assertThat(world.comeBack(CompleteAuthorizationTest::good))
        .isEqualTo(new Connected.StoreRefused(StoreUnavailable.Cause.FAILED));
    assertThat(world.consents).isEmpty();
  }

  @Test
  void an_id_token_that_is_not_for_this_request_is_refused() {
    world.account = new Looked.Refused("the nonce is another one");
    assertThat(world.comeBack(CompleteAuthorizationTest::good))
        .isInstanceOf(Connected.AccountRefused.class);
    assertThat(world.vault).isEmpty();
  }

  private static Callback good(OneTimeSecret state) {
    return new Callback(state, code(), World.ISSUER, null, null);
  }

  private static AuthorizationCode code() {
    return new AuthorizationCode("code");
  }

  static TokenAnswer issued(@Nullable String refreshToken) {
    var tokens =
        new IssuedTokens(
            new AccessToken("a1"),
            refreshToken == null ? null : new RefreshToken(refreshToken),
            null,
            "Bearer",
            null,
            Duration.ofSeconds(60),
            null);
    return new Answered(200, BodyKind.JSON, tokens, null, null, null, Duration.ofMillis(5));
  }

  private static Connected.Done done(Connected connected) {
    assertThat(connected).isInstanceOf(Connected.Done.class);
    return (Connected.Done) connected;
  }
}
