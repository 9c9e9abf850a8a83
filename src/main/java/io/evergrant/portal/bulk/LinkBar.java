package io.evergrant.portal.bulk;

import io.evergrant.domain.bulk.LinkProgress;
import io.evergrant.domain.bulk.LinkStanding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What came of links as one bar: as long as all of them, each part as long as its share.
 *
 * @param parts those of which there is one link at least
 */
public record LinkBar(List<Part> parts) {
  /** Of the whole bar. */
  public static final int LENGTH = 1_000;

  /** What is there is seen, however much more of something else there is. */
  private static final int LEAST = 12;

  private static final int GAP = 4;

  public LinkBar {
    parts = List.copyOf(parts);
  }

  static LinkBar of(LinkProgress links) {
    var shown =
        Arrays.stream(LinkStanding.values()).filter(standing -> links.of(standing) > 0).toList();
    var room = LENGTH - LEAST * shown.size() - GAP * Math.max(0, shown.size() - 1);
    var parts = new ArrayList<Part>();
    var at = 0;
    for (var standing : shown) {
      var width = LEAST + (int) (room * links.of(standing) / links.made());
      parts.add(new Part(standing, links.of(standing), at, width));
      at += width + GAP;
    }
    return new LinkBar(parts);
  }

  /** One stretch of the bar. */
  public record Part(LinkStanding standing, long links, int at, int width) {
    public String tone() {
      return switch (standing) {
        case CONSENTED -> "good";
        case OPENED -> "warn";
        case OPEN -> "idle";
        case ENDED, REVOKED -> "bad";
      };
    }
  }
}
