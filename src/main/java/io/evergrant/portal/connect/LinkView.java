package io.evergrant.portal.connect;

import io.evergrant.domain.grant.ConsentLink;
import java.time.Instant;
import java.util.Locale;

/**
 * A consent link as pages show it.
 *
 * @param state in lower case
 * @param provider its name
 * @param who the account, or the tenant's own name for it; empty where nobody is named yet
 */
public record LinkView(ConsentLink link, String state, String provider, String who) {
  static LinkView of(ConsentLink link, Instant now, String provider, String who) {
    return new LinkView(link, link.state(now).name().toLowerCase(Locale.ROOT), provider, who);
  }

  /** Colour and picture of the state. */
  public String tone() {
    return switch (state) {
      case "open" -> "warn";
      case "used" -> "good";
      default -> "idle";
    };
  }

  public boolean isOpen() {
    return state.equals("open");
  }
}
