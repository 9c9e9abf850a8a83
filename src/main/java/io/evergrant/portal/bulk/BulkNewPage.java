package io.evergrant.portal.bulk;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.BlastRadius;
import io.evergrant.domain.bulk.BulkKind;
import io.evergrant.domain.bulk.GrantFilterReader;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.ShownZone;
import io.evergrant.usecase.bulk.Asked;
import io.evergrant.usecase.bulk.ManageBulkActs;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom an act would hit, and what will happen there; nothing happens before that is confirmed. The
 * address asks; the form, whose address has no question, sends what was shown.
 */
@Named("bulkNewPage")
@RequestScoped
public class BulkNewPage {
  private static final String ALL = "all";

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ManageBulkActs acts;
  @Inject private ShownZone zone;

  private @Nullable GrantFilter filter;
  private @Nullable BlastRadius radius;
  private String problem = "";

  /** Also after a form whose grants are not the same any more: then it shows those of now. */
  public void load() {
    filter = read();
    radius = acts.preview(steward(), getKind(), filter);
  }

  private GrantFilter read() {
    var shown = here.request().getParameter("question");
    if (shown != null) {
      try {
        return GrantFilterReader.parse(shown);
      } catch (IllegalArgumentException e) {
        throw new NotFound(e);
      }
    }
    var all = here.parameter("which").equals(ALL);
    var read =
        GrantFilterReader.read(
            name -> name.equals("grant") == all ? List.of() : here.parameters(name), zone.id());
    if (!read.isUnderstood()) {
      // what a wider question finds was not meant
      throw new NotFound();
    }
    return read.filter();
  }

  /** Nobody chose a grant: then nothing is meant, and not everything. */
  public boolean isNothingChosen() {
    return getQuestion().isEmpty()
        && here.request().getParameter("question") == null
        && !here.parameter("which").equals(ALL);
  }

  public BulkKind getKind() {
    return BulkKind.of(here.parameter("act")).orElseThrow(NotFound::new);
  }

  public String getQuestion() {
    return filter().query();
  }

  /** The grants, on their list. */
  public String getListAddress() {
    return "/grants" + (getQuestion().isEmpty() ? "" : "?" + getQuestion());
  }

  /** Whether the list can show them: it knows no grants that were chosen one by one. */
  public boolean isListed() {
    return filter().only().isEmpty();
  }

  /** Whether it is every grant of the organisation. */
  public boolean isEverything() {
    return !filter().isNarrow();
  }

  public BlastRadius getRadius() {
    if (radius == null) {
      load();
    }
    return Objects.requireNonNull(radius);
  }

  public String getTitle() {
    return text.of("bulk.ask." + getKind().code(), getRadius().hit());
  }

  public boolean isSecondNeeded() {
    return acts.needsSecond(steward(), getKind());
  }

  /** What was typed is asked for again: the number can have changed. */
  public String value(String field) {
    return "";
  }

  public String problem(String field) {
    return problem;
  }

  /** How many are to be typed, as the title says it. */
  public String getWord() {
    return Long.toString(getRadius().hit());
  }

  public void confirm() {
    load();
    if (getKind().isForGood() && !typed().equals(getWord())) {
      problem = text.of("bulk.type.problem", getWord());
      return;
    }
    switch (acts.ask(steward(), getKind(), filter(), here.parameter("mark"))) {
      case Asked.Done done -> here.go("/bulk-acts/" + done.act().id());
      case Asked.NotLookedAt not -> notes.say(Tone.WARN, text.of("bulk.changed"));
      case Asked.Changed changed -> notes.say(Tone.WARN, text.of("bulk.changed"));
      case Asked.TooMany many ->
          notes.say(Tone.WARN, text.of("bulk.many", Integer.toString(many.underWay())));
    }
  }

  /** Without what people put between thousands. */
  private String typed() {
    return here.parameter("typed").replaceAll("[\\s,.'’]", "");
  }

  private GrantFilter filter() {
    if (filter == null) {
      load();
    }
    return Objects.requireNonNull(filter);
  }

  private Steward steward() {
    return Steward.of(me.member());
  }
}
