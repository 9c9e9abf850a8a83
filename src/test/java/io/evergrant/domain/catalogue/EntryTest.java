package io.evergrant.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an entry tells, and what it does not. */
class EntryTest {
  private static final URI TOKEN = URI.create("https://p.example/token");

  @Test
  void a_fact_that_no_page_tells_is_named_as_unknown() {
    assertThat(new KnownEntry().entry().unknown())
        .doesNotContain(FactName.TESTING_LIFE)
        .hasSize(FactName.values().length - 1);
    assertThat(new KnownEntry().token("https://p.example/token").entry().unknown())
        .doesNotContain(FactName.TOKEN_ENDPOINT)
        .contains(FactName.ISSUER)
        .hasSize(FactName.values().length - 2);
  }

  @Test
  void a_life_while_testing_is_shown_only_of_a_provider_that_has_one() {
    assertThat(new KnownEntry().entry().facts()).doesNotContainKey(FactName.TESTING_LIFE);
    assertThat(new KnownEntry().testing(Duration.ofDays(7)).entry().facts())
        .containsKey(FactName.TESTING_LIFE);
  }

  @Test
  void an_entry_rests_on_the_pages_of_its_facts_and_of_its_quirks() {
    var quirky = new KnownEntry().noToken().quirk(LocalDate.of(2026, 1, 1)).entry();
    assertThat(quirky.sources())
        .extracting(Source::checked)
        .containsExactlyInAnyOrder(KnownEntry.CHECKED, LocalDate.of(2026, 1, 1));
    assertThat(quirky.checked()).isEqualTo(LocalDate.of(2026, 1, 1));
  }

  @Test
  void one_page_that_was_read_over_a_year_ago_makes_an_entry_stale() {
    var today = KnownEntry.CHECKED.plusDays(1);
    assertThat(new KnownEntry().noToken().quirk(today.minusYears(1)).entry().isStale(today))
        .isFalse();
    assertThat(new KnownEntry().noToken().quirk(today.minusYears(2)).entry().isStale(today))
        .isTrue();
  }

  @Test
  void a_registration_is_known_by_its_token_endpoint() {
    var entry = new KnownEntry().token("https://p.example/token").entry();
    assertThat(entry.isAt(TOKEN)).isTrue();
    assertThat(entry.isAt(URI.create("https://p.example/token2"))).isFalse();
  }

  @Test
  void without_a_token_endpoint_no_registration_is_known() {
    assertThat(new KnownEntry().entry().isAt(TOKEN)).isFalse();
    assertThat(new KnownEntry().noToken().entry().isAt(TOKEN)).isFalse();
  }

  @Test
  void a_provider_that_takes_none_of_our_ways_to_prove_a_client_has_a_gap() {
    assertThat(
            new KnownEntry().authentication("client_secret_jwt", "tls_client_auth").entry().gaps())
        .containsExactly(Gap.CLIENT_AUTHENTICATION);
    assertThat(new KnownEntry().authentication("tls_client_auth", "private_key_jwt").entry().gaps())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "microsoft-entra", "a1-2b-3c"})
  void an_id_is_words_of_small_letters_and_digits(String id) {
    assertThat(EntryId.isOne(id)).isTrue();
    assertThat(new EntryId(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Xero", "a--b", "-a", "a-", "a_b", "../a", "a b"})
  void nothing_else_is_an_id(String id) {
    assertThat(EntryId.isOne(id)).isFalse();
    assertThatThrownBy(() -> new EntryId(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_id_has_at_most_fifty_letters() {
    assertThat(List.of(EntryId.isOne("x".repeat(50)), EntryId.isOne("x".repeat(51))))
        .containsExactly(true, false);
  }
}
