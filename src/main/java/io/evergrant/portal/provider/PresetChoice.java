package io.evergrant.portal.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.Gap;
import io.evergrant.domain.catalogue.Placeholder;
import io.evergrant.portal.catalogue.FactRow;
import io.evergrant.portal.catalogue.FactWords;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.provider.ReadCatalogue;
import io.evergrant.usecase.provider.ReadCatalogue.Chosen;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entry of the catalogue that a new provider begins with, as the address says: its placeholders
 * first, then the form that it fills.
 */
@Named("preset")
@RequestScoped
public class PresetChoice {
  /** In front of a placeholder's name, so that none is a field of the form below. */
  private static final String PLACE = "place.";

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Sentences text;
  @Inject private Words words;
  @Inject private FactWords facts;
  @Inject private ProviderForm form;
  @Inject private ReadCatalogue reading;

  private @Nullable Entry entry;
  private @Nullable Map<String, String> refused;
  private String discoverable = "";
  private boolean looked;

  /** Once a request: before the page is shown, and before a button of it is heard. */
  void choose() {
    var asked = here.parameter("preset");
    if (looked || asked.isEmpty()) {
      return;
    }
    looked = true;
    switch (reading.choose(Steward.of(me.member()), asked, name -> here.parameter(PLACE + name))) {
      case Chosen.NotThere none -> throw new NotFound();
      case Chosen.Asks asks -> {
        entry = asks.entry();
        refused = asks.refused();
      }
      case Chosen.Ready ready -> {
        entry = ready.entry();
        form.begins(ready.draft());
        discoverable = ready.draft().tokenEndpoint().isEmpty() ? ready.draft().issuer() : "";
      }
    }
  }

  public boolean isChosen() {
    choose();
    return entry != null;
  }

  /** Whether the placeholders have to be filled in before there is a form. */
  public boolean isAsking() {
    choose();
    return refused != null;
  }

  /** The issuer, where its metadata have to tell what the catalogue does not; else empty. */
  String discoverable() {
    choose();
    return discoverable;
  }

  public Entry getEntry() {
    choose();
    return Objects.requireNonNull(entry);
  }

  public String field(Placeholder placeholder) {
    return PLACE + placeholder.name();
  }

  /** By a field's name: what was typed, else what most enter. */
  public String value(String field) {
    var typed = here.request().getParameter(field);
    if (typed != null) {
      return typed;
    }
    return getEntry().placeholders().stream()
        .filter(placeholder -> field(placeholder).equals(field))
        .map(Placeholder::usual)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  /** By a field's name: why it was not taken; empty where it was, or nothing was sent. */
  public String problem(String field) {
    var bad = refused;
    if (bad == null) {
      return "";
    }
    if (bad.containsKey(field.substring(PLACE.length()))) {
      return text.of("preset.problem.unfit");
    }
    var typed = here.request().getParameter(field);
    return typed != null && typed.isBlank() ? text.of("field.problem.missing") : "";
  }

  public String label(Placeholder placeholder) {
    return text.of(place(placeholder, "label"));
  }

  public String hint(Placeholder placeholder) {
    return text.of("preset.hint", text.of(place(placeholder, "what")), placeholder.example());
  }

  private String place(Placeholder placeholder, String what) {
    return "catalogue.place." + getEntry().id() + "." + placeholder.name() + "." + what;
  }

  public List<FactRow> getFacts() {
    return facts.rows(getEntry(), reading.today());
  }

  public boolean isStale() {
    return getEntry().isStale(reading.today());
  }

  public List<String> getGaps() {
    return getEntry().gaps().stream().map(this::gap).toList();
  }

  public String getUnknown() {
    return String.join(
        text.of("list.separator"), getEntry().unknown().stream().map(facts::name).toList());
  }

  private String gap(Gap gap) {
    return text.of("catalogue.gap." + words.code(gap));
  }
}
