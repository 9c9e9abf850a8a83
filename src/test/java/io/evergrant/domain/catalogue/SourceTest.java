package io.evergrant.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SourceTest {
  private static final LocalDate CHECKED = LocalDate.of(2026, 11, 25);
  private static final Source SOURCE =
      new Source(URI.create("https://p.example/docs"), Source.Publisher.PROVIDER, CHECKED);

  @Test
  void a_page_that_was_read_over_a_year_ago_is_stale() {
    assertThat(SOURCE.isStale(CHECKED)).isFalse();
    assertThat(SOURCE.isStale(LocalDate.of(2027, 11, 25))).isFalse();
    assertThat(SOURCE.isStale(LocalDate.of(2027, 11, 26))).isTrue();
  }
}
