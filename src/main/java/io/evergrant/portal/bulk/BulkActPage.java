package io.evergrant.portal.bulk;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BulkAct;
import io.evergrant.domain.bulk.BulkActId;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.BulkLine;
import io.evergrant.domain.bulk.BulkProgress;
import io.evergrant.domain.bulk.BulkResult;
import io.evergrant.domain.bulk.BulkState;
import io.evergrant.domain.bulk.LinkProgress;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.bulk.MailLinks;
import io.evergrant.usecase.bulk.MailLinks.Mailing;
import io.evergrant.usecase.bulk.ManageBulkActs;
import io.evergrant.usecase.bulk.ManageBulkActs.InFull;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far an act is, and what became of each grant; a second admin decides here. */
@Named("bulkActPage")
@RequestScoped
public class BulkActPage {
  private static final int SIZE = 50;

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private BulkWords words;
  @Inject private ManageBulkActs acts;
  @Inject private MailLinks mailing;

  private @Nullable InFull found;
  private @Nullable List<BulkLine> lines;

  public void load() {
    found = acts.find(me.member(), id()).orElseThrow(NotFound::new);
  }

  private InFull found() {
    if (found == null) {
      load();
    }
    return Objects.requireNonNull(found);
  }

  public BulkAct getAct() {
    return found().act();
  }

  public BulkProgress getProgress() {
    return found().progress();
  }

  /** What came of the links that it made. */
  public LinkProgress getAnswers() {
    var made = found().links();
    return made == null ? new LinkProgress(Map.of()) : made;
  }

  public LinkBar getBar() {
    return LinkBar.of(getAnswers());
  }

  public String getTitle() {
    return text.of("bulk.title." + getAct().kind().code(), (long) getAct().grants());
  }

  public String getTone() {
    return words.stateTone(getAct().state());
  }

  public boolean isRunning() {
    return getAct().state() == BulkState.RUNNING;
  }

  /** Those of which there is one at least. */
  public List<BulkResult> getResults() {
    return Arrays.stream(BulkResult.values())
        .filter(result -> getProgress().of(result) > 0)
        .toList();
  }

  /** A page of grants, by account. */
  public List<BulkLine> getLines() {
    if (lines == null) {
      lines = acts.lines(me.member(), id(), after(), SIZE + 1);
    }
    return lines.size() > SIZE ? lines.subList(0, SIZE) : lines;
  }

  /** Address of the next page; empty on the last. */
  public String getNextPage() {
    var shown = getLines();
    return lines != null && lines.size() > SIZE
        ? "/bulk-acts/" + id() + "?after=" + shown.getLast().number()
        : "";
  }

  public boolean isFirst() {
    return after() == 0;
  }

  private int after() {
    var asked = here.parameter("after");
    return asked.matches("\\d{1,9}") ? Integer.parseInt(asked) : 0;
  }

  /** Links that were made, for whoever may make some. */
  public boolean isLinks() {
    return me.isAdmin()
        && getAct().kind() == BulkKind.LINK
        && getProgress().of(BulkResult.DONE) > 0;
  }

  /** Whether those who have not consented can be mailed theirs. */
  public boolean isMailable() {
    return isLinks() && mailing.isPossible() && getAnswers().waiting() > 0;
  }

  /** To those whose owner is known. */
  public void mail() {
    var mails =
        switch (mailing.ask(Steward.of(me.member()), id())) {
          case Mailing.Done done -> done.owners();
          case Mailing.NoServer no -> 0;
          case Mailing.NotThere gone -> throw new NotFound();
        };
    notes.sayNext(mails > 0 ? Tone.GOOD : Tone.WARN, text.of("bulk.mailing", (long) mails));
    here.go("/bulk-acts/" + id());
  }

  public boolean isOwn() {
    return getAct().isOf(me.member().id());
  }

  public boolean isWaiting() {
    return getAct().state() == BulkState.ASKED;
  }

  /** Whether this person may decide now. */
  public boolean isDecidable() {
    return me.isAdmin() && isWaiting() && !isOwn();
  }

  public boolean isCancellable() {
    return me.isAdmin() && getAct().isCancellable();
  }

  public void approve() {
    decide(true);
  }

  public void refuse() {
    decide(false);
  }

  private void decide(boolean approved) {
    switch (acts.decide(me.member(), id(), approved)) {
      case DONE -> told(Tone.GOOD, approved ? "bulk.approved" : "bulk.refused");
      case OWN -> told(Tone.BAD, "bulk.own");
      case TOO_LATE -> told(Tone.WARN, "handover.too_late");
      case NO_SUCH_ACT -> throw new NotFound();
    }
  }

  public void cancel() {
    var done = acts.cancel(Steward.of(me.member()), id());
    told(done ? Tone.GOOD : Tone.WARN, done ? "bulk.cancelled" : "bulk.over");
  }

  private void told(Tone tone, String key) {
    notes.sayNext(tone, text.of(key));
    here.go("/bulk-acts/" + id());
  }

  private BulkActId id() {
    return here.id(BulkActId::new);
  }
}
