package io.evergrant.domain.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkProgressTest {
  private final LinkProgress progress =
      new LinkProgress(
          Map.of(
              LinkStanding.CONSENTED, 40L,
              LinkStanding.OPENED, 3L,
              LinkStanding.OPEN, 20L,
              LinkStanding.ENDED, 7L));

  @Test
  void a_link_waits_while_it_is_good_whether_its_page_was_opened_or_not() {
    assertThat(progress.waiting()).isEqualTo(23);
  }

  @Test
  void whoever_did_not_consent_has_not_answered() {
    assertThat(progress.made()).isEqualTo(70);
    assertThat(progress.unanswered()).isEqualTo(30);
  }

  @Test
  void a_standing_that_no_link_has_counts_none() {
    assertThat(progress.of(LinkStanding.REVOKED)).isZero();
  }
}
