package io.evergrant.portal.grant;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.bulk.GrantFilterReader;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.SavedView;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.grant.KeepViews;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Views above the list of grants: questions with a name. */
@Named("viewsPage")
@RequestScoped
public class ViewsPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private KeepViews views;

  private List<SavedView> rows = List.of();

  @PostConstruct
  void load() {
    rows = views.list(me.member());
  }

  public List<SavedView> getRows() {
    return rows;
  }

  public String address(SavedView view) {
    return address(view.question());
  }

  private static String address(String question) {
    return question.isEmpty() ? "/grants" : "/grants?" + question;
  }

  /** Keeps the question that the page showed. */
  public void save() {
    var question = here.parameter("question");
    var filter = read(question);
    switch (views.save(Steward.of(me.member()), here.parameter("name"), filter)) {
      case DONE -> notes.sayNext(Tone.GOOD, text.of("views.saved"));
      case NAME_UNFIT -> notes.sayNext(Tone.BAD, text.of("views.name", KeepViews.LONGEST_NAME));
      case TOO_MANY -> notes.sayNext(Tone.WARN, text.of("views.many", KeepViews.MOST));
    }
    here.go(address(question));
  }

  private static GrantFilter read(String question) {
    try {
      return GrantFilterReader.parse(question);
    } catch (IllegalArgumentException e) {
      throw new NotFound(e);
    }
  }

  public void remove() {
    try {
      var view = UUID.fromString(here.parameter("view"));
      var gone = views.remove(Steward.of(me.member()), view);
      notes.sayNext(Tone.GOOD, text.of(gone ? "views.removed" : "views.gone"));
      here.go(address(here.parameter("question")));
    } catch (IllegalArgumentException e) {
      throw new NotFound(e);
    }
  }
}
