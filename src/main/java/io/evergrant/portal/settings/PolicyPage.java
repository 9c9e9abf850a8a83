package io.evergrant.portal.settings;

import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.tenant.DecidePolicy;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
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
            wasOn("sealed_import"), wasOn("sealed_hand_over"), wasOn("second_for_revoke"));
    var wanted =
        new TenantPolicy(
            isOn("sealed_import"), isOn("sealed_hand_over"), isOn("second_for_revoke"));
    if (policies.save(me.member(), seen, wanted)) {
      notes.sayNext(Tone.GOOD, text.of("settings.saved"));
      here.go("/settings");
    } else {
      notes.say(Tone.BAD, text.of("settings.changed_meanwhile"));
    }
  }

  /** As the form showed it. */
  private boolean wasOn(String name) {
    return Boolean.parseBoolean(here.parameter("seen_" + name));
  }

  private boolean isOn(String name) {
    return !here.parameter(name).isEmpty();
  }
}
