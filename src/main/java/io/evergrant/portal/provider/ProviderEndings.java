package io.evergrant.portal.provider;

import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/** Tells how a registration or a change ended. */
@RequestScoped
public class ProviderEndings {
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ProviderForm form;

  /**
   * Sends the browser to the provider, or says on this page what stands in the way.
   *
   * @param done key of the sentence for success
   */
  void tell(Registered ending, String done) {
    switch (ending) {
      case Registered.Done good -> {
        notes.sayNext(Tone.GOOD, text.of(done));
        here.go("/providers/" + good.id());
      }
      case Registered.Invalid bad -> {
        form.refuse(bad.problems());
        invalid();
      }
      case Registered.NameTaken taken -> {
        form.refuse("name", text.of("provider.name_taken"));
        invalid();
      }
      case Registered.ChangedMeanwhile changed ->
          notes.say(Tone.BAD, text.of("provider.changed_meanwhile"));
      case Registered.StoreRefused refused ->
          notes.say(Tone.BAD, text.of("store." + refused.why().name().toLowerCase(Locale.ROOT)));
    }
  }

  /** A secret that was typed is not sent back to the browser. */
  private void invalid() {
    var typed = form.secret() != null;
    notes.say(Tone.BAD, text.of(typed ? "provider.invalid_with_secret" : "provider.invalid"));
  }
}
