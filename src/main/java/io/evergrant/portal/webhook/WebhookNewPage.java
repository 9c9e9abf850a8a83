package io.evergrant.portal.webhook;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.webhook.ManageWebhooks;
import io.evergrant.usecase.webhook.ManageWebhooks.Made;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes a webhook. Its secret is part of this one response: no session holds it, and no redirect
 * follows. Sending the form again makes no second one, because the name is taken then.
 */
@Named("webhookNewPage")
@RequestScoped
public class WebhookNewPage {
  @Inject private SignedInMember me;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private WebhookForm form;
  @Inject private ManageWebhooks webhooks;

  private Made.@Nullable Done made;

  public void create() {
    try {
      switch (webhooks.create(Steward.of(me.member()), form.draft())) {
        case Made.Done done -> made = done;
        case Made.Refused refused -> form.refuse(refused.problems());
        case Made.TooMany many -> notes.say(Tone.BAD, text.of("webhook.too_many", many.most()));
      }
    } catch (StoreUnavailable e) {
      notes.say(Tone.BAD, text.of("store." + e.why().name().toLowerCase(Locale.ROOT)));
    }
  }

  public boolean isMade() {
    return made != null;
  }

  /** Shown once. */
  public String getSecret() {
    return made == null ? "" : made.secret().reveal();
  }

  public String getId() {
    return made == null ? "" : made.id().toString();
  }
}
