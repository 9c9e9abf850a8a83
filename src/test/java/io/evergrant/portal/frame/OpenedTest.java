package io.evergrant.portal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a form showed comes back as it was, and what it never showed is not believed. */
class OpenedTest {
  @Test
  void what_was_shown_comes_back_whatever_is_in_it() {
    var shown = Map.of("scope", "a&b=c %20+", "lines", "x=1\ny=\"2\"", "name", "提供方 <b>");
    var packed = new Opened(shown).packed();
    assertThat(packed).doesNotContain("\n", "<", "\"", " ");
    assertThat(Opened.unpack(packed)).contains(new Opened(shown));
  }

  @Test
  void what_was_empty_takes_no_room_and_is_empty() {
    var packed = new Opened(Map.of("name", "Demo", "issuer", "")).packed();
    assertThat(packed).isEqualTo("name=Demo");
    assertThat(Opened.unpack(packed).orElseThrow().value("issuer")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "name", "=x", "name=%zz", "name=%2", "a=b&&c=d"})
  void what_no_form_of_ours_wrote_is_nothing(String packed) {
    assertThat(Opened.unpack(packed)).isEmpty();
  }
}
