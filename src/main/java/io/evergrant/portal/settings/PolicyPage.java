package io.evergrant.portal.settings;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Language;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.tenant.DecidePolicy;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the organisation allows. */
@Named("policyPage")
@RequestScoped
public class PolicyPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private DecidePolicy policies;

  private @Nullable TenantPolicy policy;

  @PostConstruct
  void load() {
    policy = policies.find(me.member());
  }

  public TenantPolicy getPolicy() {
    return Objects.requireNonNull(policy);
  }

  /** A box that is not checked is not sent. */
  public void save() {
    var seen =
        new TenantPolicy(
            wasOn("sealed_import"),
            wasOn("sealed_hand_over"),
            wasOn("second_for_revoke"),
            wasOn("ask_owners"),
            language("seen_owner_language"));
    var wanted =
        new TenantPolicy(
            isOn("sealed_import"),
            isOn("sealed_hand_over"),
            isOn("second_for_revoke"),
            isOn("ask_owners"),
            language("owner_language"));
    if (policies.save(Steward.of(me.member()), seen, wanted)) {
      notes.sayNext(Tone.GOOD, text.of("settings.saved"));
      here.go("/settings");
    } else {
      notes.say(Tone.BAD, text.of("settings.changed_meanwhile"));
    }
  }

  /** What owners may be written to in. */
  public List<Language> getLanguages() {
    return Arrays.stream(Language.values()).filter(Language::isComplete).toList();
  }

  public String getOwnerLanguage() {
    var chosen = getPolicy().ownerLanguage();
    return chosen == null ? "" : chosen.value();
  }

  public String getOwnerLanguageCalled() {
    return Language.of(getOwnerLanguage()).orElse(Language.ENGLISH).called();
  }

  private @Nullable LanguageTag language(String field) {
    return Language.of(here.parameter(field)).map(Language::tag).orElse(null);
  }

  /** As the form showed it. */
  private boolean wasOn(String name) {
    return Boolean.parseBoolean(here.parameter("seen_" + name));
  }

  private boolean isOn(String name) {
    return !here.parameter(name).isEmpty();
  }
}
