package io.evergrant.portal.settings;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.Presentation;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.tenant.PresentTenant;
import io.evergrant.usecase.tenant.PresentTenant.Saved;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the organisation shows itself to its customers, and where they may be sent. */
@Named("settingsPage")
@RequestScoped
public class SettingsPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private PresentTenant tenant;

  private final Map<String, String> problems = new HashMap<>();
  private @Nullable Presentation presentation;

  @PostConstruct
  void load() {
    presentation = tenant.find(me.member());
  }

  public Presentation getPresentation() {
    return Objects.requireNonNull(presentation);
  }

  public String getAddresses() {
    return getPresentation().returnAddresses().stream()
        .map(URI::toString)
        .collect(Collectors.joining("\n"));
  }

  /** What was typed, else what is saved. */
  public String value(String field) {
    var typed = here.request().getParameter(field);
    if (typed != null) {
      return typed;
    }
    return field.equals("colour")
        ? Objects.requireNonNullElse(getPresentation().colour(), "")
        : getAddresses();
  }

  public String problem(String field) {
    return problems.getOrDefault(field, "");
  }

  public void save() {
    switch (ending()) {
      case Saved.Done done -> {
        notes.sayNext(Tone.GOOD, text.of("settings.saved"));
        here.go("/settings");
      }
      case Saved.NoColour no -> refuse("colour", text.of("settings.problem.colour"));
      case Saved.NoAddress no ->
          refuse("addresses", text.of("settings.problem.address", no.line()));
      case Saved.ChangedMeanwhile changed ->
          notes.say(Tone.BAD, text.of("settings.changed_meanwhile"));
      case Saved.TooMany many -> refuse("addresses", text.of("settings.problem.many", many.most()));
    }
  }

  private Saved ending() {
    var by = Steward.of(me.member());
    return seen()
        .map(seen -> tenant.save(by, seen, here.parameter("colour"), here.parameter("addresses")))
        .orElseGet(Saved.ChangedMeanwhile::new);
  }

  /** What the form shows, and brings back; a refused one still shows what it was filled in over. */
  public String getSeen() {
    if (!problems.isEmpty()) {
      return here.parameter("seen");
    }
    var shown = getPresentation();
    return Objects.requireNonNullElse(shown.colour(), "")
        + " "
        + shown.returnAddresses().stream().map(URI::toString).collect(Collectors.joining(" "));
  }

  /**
   * As the form showed it, so that what another admin saved since is not undone unseen; empty where
   * no form of ours could have shown it.
   */
  private Optional<Presentation> seen() {
    var parts = here.parameter("seen").split(" ", -1);
    try {
      return Optional.of(
          new Presentation(
              getPresentation().name(),
              parts[0].isEmpty() ? null : parts[0],
              Arrays.stream(parts)
                  .skip(1)
                  .filter(part -> !part.isEmpty())
                  .map(URI::create)
                  .toList()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void refuse(String field, String why) {
    problems.put(field, why);
    notes.say(Tone.BAD, text.of("settings.invalid"));
  }
}
