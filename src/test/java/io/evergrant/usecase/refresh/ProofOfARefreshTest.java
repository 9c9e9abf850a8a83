package io.evergrant.usecase.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.outcome.Proof;
import io.evergrant.domain.outcome.RefreshOutcome.Renewed;
import io.evergrant.domain.secret.TokenSet;
import io.evergrant.usecase.refresh.RefreshOne.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever refreshes asks for the proof of what lies in the store, and says what it heard. */
class ProofOfARefreshTest {
  private final Scene scene = new Scene();
  private final List<TokenSet> shown = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(names = {"STORED", "PROVED", "DISPROVED"})
  void P09_a_success_says_what_the_proof_said(Proof said) {
    scene.proof =
        (provider, secret, tokens) -> {
          shown.add(tokens);
          return said;
        };
    scene.answers.add(Scene.issued("r2"));
    assertThat(((Result.Over) scene.run()).ended().outcome()).isEqualTo(new Renewed(true, said));
    assertThat(shown)
        .singleElement()
        .satisfies(tokens -> assertThat(tokens.refreshToken().reveal()).isEqualTo("r2"));
  }

  @Test
  void P09_a_token_is_shown_for_its_proof_only_when_it_is_stored() {
    scene.proof =
        (provider, secret, tokens) -> {
          assertThat(scene.vault.at(scene.location).entry().tokens()).isEqualTo(tokens);
          return Proof.PROVED;
        };
    scene.answers.add(Scene.issued("r2"));
    assertThat(((Result.Over) scene.run()).ended().ending().proof()).isEqualTo("proved");
  }

  @Test
  void P09_what_no_store_has_taken_is_not_shown() {
    scene.proof =
        (provider, secret, tokens) -> {
          throw new AssertionError("shown, and it is in escrow");
        };
    scene.answers.add(Scene.issued("r2"));
    scene.journal.onSent = () -> scene.vault.away = true;
    assertThat(scene.run()).isInstanceOf(Result.ToEscrow.class);
  }
}
