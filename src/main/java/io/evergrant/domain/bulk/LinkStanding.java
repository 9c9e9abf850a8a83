package io.evergrant.domain.bulk;

import java.util.Locale;

/** What came of one link that an act made, as far as its owner is concerned. */
public enum LinkStanding {
  /** By this link, or otherwise since it was made. */
  CONSENTED,
  /** Its owner went on to the provider, and has not come back with a consent. */
  OPENED,
  /** Good, and nobody went on from its page. */
  OPEN,
  /** Its time is over, and nobody consented. */
  ENDED,
  /** Before anybody consented. */
  REVOKED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
