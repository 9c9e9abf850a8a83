package io.evergrant.portal.notice;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.notice.ChooseNotices;
import io.evergrant.usecase.notice.ChooseNotices.Saved;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told beside the members: a form on the page of the settings. */
@Named("noticeAddresses")
@RequestScoped
public class NoticeAddresses {
  private static final String FIELD = "notice_addresses";
  private static final String SEEN = "seen_notice_addresses";

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ChooseNotices choose;

  private List<String> addresses = List.of();
  private @Nullable String problem;

  @PostConstruct
  void load() {
    addresses = choose.addresses(me.member());
  }

  public List<String> getAll() {
    return addresses;
  }

  /** What was typed, else what is saved. */
  public String value(String field) {
    var typed = here.request().getParameter(field);
    return typed == null ? String.join("\n", addresses) : typed;
  }

  public String problem(String field) {
    return problem == null ? "" : problem;
  }

  /** What the form shows, and brings back; a refused one what it was filled in over. */
  public String getSeen() {
    return problem == null ? String.join(" ", addresses) : here.parameter(SEEN);
  }

  public void save() {
    var seen =
        Arrays.stream(here.parameter(SEEN).split(" ", -1)).filter(part -> !part.isEmpty()).toList();
    switch (choose.save(Steward.of(me.member()), seen, here.parameter(FIELD))) {
      case Saved.Done done -> {
        notes.sayNext(Tone.GOOD, text.of("settings.saved"));
        here.go("/settings");
      }
      case Saved.NoAddress no -> refuse(text.of("settings.problem.mail", no.line()));
      case Saved.TooMany many -> refuse(text.of("settings.problem.mails", many.most()));
      case Saved.ChangedMeanwhile changed ->
          notes.say(Tone.BAD, text.of("settings.changed_meanwhile"));
    }
  }

  private void refuse(String why) {
    problem = why;
    notes.say(Tone.BAD, text.of("settings.invalid"));
  }
}
