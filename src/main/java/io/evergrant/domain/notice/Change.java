package io.evergrant.domain.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a key or a member.
 *
 * @param type the code of its event
 * @param about the name of what was changed
 * @param actor who did it, as the log names whoever it was
 */
public record Change(
    NoticeKind kind, String type, @Nullable String about, String actor, Instant at) {}
