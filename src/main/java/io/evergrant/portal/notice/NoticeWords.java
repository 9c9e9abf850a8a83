package io.evergrant.portal.notice;

import io.evergrant.domain.notice.News;
import io.evergrant.domain.notice.NoticeItem;
import io.evergrant.domain.notice.Trouble;
import io.evergrant.domain.overview.EndsSoon;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Times;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.notice.NoticePage;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts notices into words, each with the one act that mends it. */
@Dependent
public class NoticeWords {
  private final Sentences text;
  private final Words words;
  private final Times times;

  @Inject
  public NoticeWords(Sentences text, Words words, Times times) {
    this.text = text;
    this.words = words;
    this.times = times;
  }

  Line of(NoticeItem item) {
    return switch (item.news()) {
      case OPENED, MORE -> open(item);
      case OVER -> over(item);
      case CHANGED -> changed(item);
    };
  }

  private Line open(NoticeItem item) {
    var name = provider(item);
    return switch (item.kind()) {
      case FAILURE -> failure(item, name);
      case NEEDS_CONSENT ->
          line(
              item,
              "bad",
              text.of("notice.needs_consent", name, item.grants()),
              why(item),
              text.of("overview.consent_lost.act", item.grants()));
      case NEEDS_REVIEW ->
          line(
              item,
              "warn",
              text.of("notice.needs_review", name, item.grants()),
              why(item),
              text.of("overview.in_doubt.act", item.grants()));
      case ENDS_SOON -> ends(item, name);
      case PROVIDER_PAUSED -> paused(item, name);
      case KEY_CHANGED, MEMBER_CHANGED -> changed(item);
    };
  }

  private Line failure(NoticeItem item, String name) {
    var some = isOfSome(item);
    return line(
        item,
        "warn",
        some
            ? text.of("notice.grants_fail", name, item.grants())
            : text.of("overview.not_answering", name),
        text.of(some ? "notice.grants_fail.what" : "overview.not_answering.what"),
        text.of("overview.log.act"));
  }

  private static boolean isOfSome(NoticeItem item) {
    return Trouble.GRANTS_FAIL.equals(item.cause());
  }

  private Line ends(NoticeItem item, String name) {
    var days = EndsSoon.MONTH.toDays();
    var first = item.endsAt();
    var what = text.of("overview.ends.what");
    return line(
        item,
        "warn",
        text.of("notice.ends_soon", name, item.grants(), days),
        first == null ? what : what + " " + text.of("notice.ends_soon.first", times.told(first)),
        text.of("overview.ends.act", item.grants()));
  }

  private Line paused(NoticeItem item, String name) {
    var isRefused = NoticePage.isClientRefused(item.cause());
    return line(
        item,
        isRefused ? "bad" : "idle",
        isRefused ? text.of("overview.client_refused", name) : text.of("overview.paused", name),
        words.pauseReason(item.cause()),
        isRefused ? text.of("overview.client_refused.act") : text.of("overview.paused.act"));
  }

  private Line over(NoticeItem item) {
    var name = provider(item);
    var title =
        switch (item.kind()) {
          case FAILURE ->
              text.of(isOfSome(item) ? "notice.grants_fail.over" : "notice.failure.over", name);
          case NEEDS_CONSENT -> text.of("notice.needs_consent.over", name);
          case NEEDS_REVIEW -> text.of("notice.needs_review.over", name);
          case ENDS_SOON -> text.of("notice.ends_soon.over", name);
          case PROVIDER_PAUSED -> text.of("notice.provider_paused.over", name);
          case KEY_CHANGED, MEMBER_CHANGED -> name;
        };
    var closed = item.closedAt();
    var what =
        closed == null
            ? ""
            : text.of("notice.lasted", times.told(item.openedAt()), times.told(closed));
    return line(item, "good", title, what, text.of("notice.provider.act"));
  }

  /** Which key, or member, and by whom: the log has the rest. */
  private Line changed(NoticeItem item) {
    var event = "event." + Objects.requireNonNullElse(item.cause(), "");
    var what = text.has(event) ? text.of(event) : Objects.requireNonNullElse(item.cause(), "");
    var about = Objects.requireNonNullElse(item.about(), "");
    var title = about.isEmpty() ? what : text.of("notice.changed", what, about);
    return line(
        item,
        "idle",
        title,
        text.of("notice.changed.by", Objects.requireNonNullElse(item.actor(), "")),
        text.of(act(item)));
  }

  private static String act(NoticeItem item) {
    return switch (NoticePage.of(item.news(), item.kind(), item.provider(), item.cause())) {
      case "/providers" -> "notice.providers.act";
      case "/webhooks" -> "notice.webhooks.act";
      case "/keys" -> "notice.keys.act";
      default -> "notice.members.act";
    };
  }

  private String why(NoticeItem item) {
    var cause = words.statusCause(item.cause());
    return cause.isEmpty() ? text.of("notice.causes") : cause;
  }

  private String provider(NoticeItem item) {
    return Objects.requireNonNullElse(item.providerName(), "");
  }

  private Line line(NoticeItem item, String tone, String title, String what, String act) {
    return new Line(
        item.grants(),
        tone,
        title,
        what,
        text.of("overview.since"),
        item.news() == News.OVER || item.news() == News.CHANGED ? null : item.openedAt(),
        act,
        NoticePage.of(item.news(), item.kind(), item.provider(), item.cause()),
        item);
  }

  /**
   * One notice and the way to its mend.
   *
   * @param when what {@code since} is the time of
   * @param since null where the words tell it, or it is over
   */
  public record Line(
      long count,
      String tone,
      String title,
      String what,
      String when,
      @Nullable Instant since,
      String act,
      String address,
      NoticeItem item) {
    Line withAct(String other) {
      return new Line(count, tone, title, what, when, since, other, address, item);
    }
  }
}
