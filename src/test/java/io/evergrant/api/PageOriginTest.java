package io.evergrant.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From which page a call comes. */
class PageOriginTest {
  private static final String BASE = "https://app.example.com";

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void a_page_of_the_portals_own_origin_reads_without_naming_it(String method) {
    assertThat(PageOrigin.of(method, null, "same-origin", BASE)).isEqualTo(BASE);
  }

  @Test
  void P13_nothing_else_stands_for_an_origin_that_is_not_named() {
    assertThat(PageOrigin.of("GET", null, null, BASE)).isNull();
    for (var site : new String[] {"same-site", "cross-site", "none", "", "Same-Origin"}) {
      assertThat(PageOrigin.of("GET", null, site, BASE)).as(site).isNull();
    }
    assertThat(PageOrigin.of("POST", null, "same-origin", BASE)).isNull();
  }

  @Test
  void P13_an_origin_that_is_named_counts() {
    assertThat(PageOrigin.of("GET", "https://evil.example", "same-origin", BASE))
        .isEqualTo("https://evil.example");
    assertThat(PageOrigin.of("GET", "null", "same-origin", BASE)).isEqualTo("null");
  }
}
