package io.evergrant.domain.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member as the admins of the organisation see one.
 *
 * @param version grows with every change by an admin
 * @param signedInAt last time; null where there was none
 * @param linkEndsAt of the newest link for a password; null where it was used
 */
public record Membership(
    Member member,
    long version,
    State state,
    @Nullable Instant signedInAt,
    @Nullable Instant linkEndsAt) {

  /** Whether the person can sign in. */
  public enum State {
    ACTIVE,
    /** A link is out, and good. */
    INVITED,
    /** No password, and no link that is good. */
    LINK_ENDED
  }
}
