package io.evergrant.portal.notice;

import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.notice.NoticeWords.Line;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.notice.ReadNotices;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** What is open, since when, and what mends it; and what was. */
@Named("noticesPage")
@RequestScoped
public class NoticesPage {
  @Inject private SignedInMember me;
  @Inject private ReadNotices notices;
  @Inject private NoticeWords words;
  @Inject private Sentences text;

  private List<Line> open = List.of();
  private List<Line> past = List.of();

  @PostConstruct
  void load() {
    open = notices.open(me.member()).stream().map(words::of).map(this::allowed).toList();
    past = notices.past(me.member()).stream().map(words::of).toList();
  }

  /** Who may not mend it is not told to. */
  private Line allowed(Line line) {
    return me.isAdmin() ? line : line.withAct(text.of("overview.look"));
  }

  public List<Line> getOpen() {
    return open;
  }

  public List<Line> getPast() {
    return past;
  }

  public boolean isMailed() {
    return notices.isMailed();
  }
}
