package io.evergrant.domain.notice;

import io.evergrant.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is so, from when until when, and what was told of it.
 *
 * @param provider null where it is about none
 * @param closedAt null while it is open; of a change, when it happened
 * @param grants how many it concerns
 * @param cause a code of what made it so; of a change, the type of its event
 * @param about of a change: what was changed
 * @param actor of a change: who did it
 * @param endsAt of consents that end: when the first one does
 * @param toldAt when it was last told; null where it never was
 * @param tellAt when what is not told yet is to be told; null where there is nothing to tell
 */
public record Notice(
    NoticeId id,
    NoticeKind kind,
    @Nullable ProviderId provider,
    Instant openedAt,
    @Nullable Instant closedAt,
    long grants,
    @Nullable String cause,
    @Nullable String about,
    @Nullable String actor,
    @Nullable Instant endsAt,
    @Nullable Instant toldAt,
    @Nullable Instant tellAt) {
  /**
   * So long what begins is watched: what is over by then is not told, what joins is told with it.
   */
  public static final Duration GATHERING = Duration.ofMinutes(1);

  /** So long what is over must stay so: what comes back meanwhile has never been away. */
  public static final Duration SETTLING = Duration.ofMinutes(2);

  /** Between two times that one open notice is told. */
  public static final Duration MORE_RESTS = Duration.ofDays(1);

  static Notice of(NoticeId id, Trouble trouble, Instant began, Instant now) {
    return new Notice(
        id,
        trouble.kind(),
        trouble.provider(),
        began,
        null,
        trouble.grants(),
        trouble.cause(),
        null,
        null,
        trouble.endsAt(),
        null,
        now.plus(GATHERING));
  }

  static Notice of(NoticeId id, Change change, Instant now) {
    return new Notice(
        id,
        change.kind(),
        null,
        change.at(),
        change.at(),
        0,
        change.type(),
        change.about(),
        change.actor(),
        null,
        null,
        now.plus(GATHERING));
  }

  public boolean isOpen() {
    return closedAt == null;
  }

  boolean isAbout(Trouble trouble) {
    return kind == trouble.kind() && trouble.provider().equals(provider);
  }

  /** It is so still, or again before anybody was told that it was over. */
  Notice goesOn(Trouble trouble, Instant now) {
    return new Notice(
        id,
        kind,
        provider,
        openedAt,
        null,
        trouble.grants(),
        trouble.cause(),
        about,
        actor,
        trouble.endsAt(),
        toldAt,
        tellsWhileOpen(trouble, now));
  }

  private @Nullable Instant tellsWhileOpen(Trouble trouble, Instant now) {
    if (toldAt == null) {
      return tellAt == null ? now.plus(GATHERING) : tellAt;
    }
    if (!kind.tellsMore() || trouble.fresh() == 0) {
      return null;
    }
    if (isOpen() && tellAt != null) {
      return tellAt;
    }
    var soon = now.plus(GATHERING);
    var rested = toldAt.plus(MORE_RESTS);
    return soon.isAfter(rested) ? soon : rested;
  }

  /** It is not so any more. What nobody was told of is over without a word. */
  Notice ends(Instant now) {
    var tell = toldAt != null && kind.tellsTheEnd() ? now.plus(SETTLING) : null;
    return new Notice(
        id, kind, provider, openedAt, now, grants, cause, about, actor, endsAt, toldAt, tell);
  }

  boolean isDue(Instant now) {
    return tellAt != null && !tellAt.isAfter(now);
  }

  /** What is told of it now. */
  public News news() {
    if (kind.isChange()) {
      return News.CHANGED;
    }
    if (!isOpen()) {
      return News.OVER;
    }
    return toldAt == null ? News.OPENED : News.MORE;
  }

  Notice told(Instant now) {
    return new Notice(
        id, kind, provider, openedAt, closedAt, grants, cause, about, actor, endsAt, now, null);
  }
}
