package io.evergrant.usecase.connect;

import io.evergrant.domain.grant.ConsentLink;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the link of a wish that came again from one of another wish that bears its name. */
final class SameWish {
  /** What comes later is another wish, whatever it is called. */
  private static final Duration LONGEST = Duration.ofHours(24);

  /** The database reads its clock once for each end of a link. */
  private static final Duration UNEVEN = Duration.ofSeconds(1);

  private SameWish() {}

  static boolean made(ConsentLink link, LinkWish wish, Instant now) {
    var off = Duration.between(link.createdAt().plus(wish.life()), link.endsAt()).abs();
    return link.createdAt().isAfter(now.minus(LONGEST))
        && isFor(link, wish)
        && text(link.returnTo()).equals(wish.returnTo().strip())
        && off.compareTo(UNEVEN) < 0;
  }

  private static boolean isFor(ConsentLink link, LinkWish wish) {
    var grant = wish.grant();
    return grant == null
        ? link.grant() == null
            && link.provider().equals(wish.provider())
            && text(link.externalId()).equals(wish.externalId().strip())
        : grant.equals(link.grant());
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
