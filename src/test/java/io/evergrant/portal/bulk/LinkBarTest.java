package io.evergrant.portal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.bulk.LinkProgress;
import io.evergrant.domain.bulk.LinkStanding;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkBarTest {
  @Test
  void one_of_thousands_is_seen_and_all_of_them_fit() {
    var bar =
        LinkBar.of(
            new LinkProgress(
                Map.of(
                    LinkStanding.CONSENTED, 1L,
                    LinkStanding.OPENED, 1L,
                    LinkStanding.OPEN, 49_996L,
                    LinkStanding.ENDED, 1L,
                    LinkStanding.REVOKED, 1L)));
    assertThat(bar.parts()).allMatch(part -> part.width() >= 12);
    for (var i = 1; i < bar.parts().size(); i++) {
      var before = bar.parts().get(i - 1);
      assertThat(bar.parts().get(i).at()).isGreaterThan(before.at() + before.width());
    }
    var last = bar.parts().getLast();
    assertThat(last.at() + last.width()).isBetween(990, LinkBar.LENGTH);
  }

  @Test
  void what_there_is_none_of_takes_no_room() {
    var bar = LinkBar.of(new LinkProgress(Map.of(LinkStanding.CONSENTED, 7L)));
    assertThat(bar.parts()).hasSize(1);
    assertThat(bar.parts().getFirst().width()).isEqualTo(LinkBar.LENGTH);
    assertThat(LinkBar.of(new LinkProgress(Map.of())).parts()).isEmpty();
  }
}
