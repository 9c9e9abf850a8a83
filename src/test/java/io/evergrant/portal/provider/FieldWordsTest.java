package io.evergrant.portal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ClientAssertion.Audience;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.TokenRequestBody;
import io.evergrant.portal.text.Sentences;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A value is told in the words that the form's page has for it. */
class FieldWordsTest {
  private static final Map<String, Enum<?>[]> CHOICES =
      Map.of(
          "clientAuthentication", ClientAuthentication.values(),
          "assertionAudience", Audience.values(),
          "scopeSeparator", ScopeSeparator.values(),
          "tokenRequestBody", TokenRequestBody.values(),
          "mode", RefreshMode.values(),
          "proof", ProofKind.values(),
          "reuse", ReuseConsequence.values());

  private final FieldWords words = new FieldWords(new Sentences(Locale.ENGLISH));

  @Test
  void every_choice_has_a_word() {
    CHOICES.forEach(
        (field, choices) ->
            assertThat(choices)
                .as(field)
                .filteredOn(choice -> choice != TokenRequestBody.JSON)
                .allSatisfy(
                    choice ->
                        assertThat(words.value(field, choice.name()))
                            .isNotEqualTo("«" + choice.name() + "»")));
  }

  @Test
  void yes_and_no_are_told_as_the_field_asks() {
    assertThat(words.value("issuerInResponse", "true")).isEqualTo("«Yes»");
    assertThat(words.value("refusesImport", "true")).isEqualTo("«Refused»");
    assertThat(words.value("refusesHandOver", "false")).isEqualTo("«Allowed»");
  }

  @Test
  void what_is_typed_is_told_as_it_is_lines_one_after_another() {
    assertThat(words.value("scope", "None")).isEqualTo("«None»");
    assertThat(words.value("tokenParameters", "a=1\nb={2}")).isEqualTo("«a=1, b={2}»");
    assertThat(words.value("issuer", "")).isEqualTo("empty");
  }
}
