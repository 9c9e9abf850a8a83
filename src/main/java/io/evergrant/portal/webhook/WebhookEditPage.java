package io.evergrant.portal.webhook;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.webhook.ManageWebhooks;
import io.evergrant.usecase.webhook.ManageWebhooks.Saved;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes everything of a webhook but its secret. */
@Named("webhookEditPage")
@RequestScoped
public class WebhookEditPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private WebhookForm form;
  @Inject private WebhookConflict conflict;
  @Inject private ManageWebhooks webhooks;

  private @Nullable Webhook webhook;

  public void load() {
    webhook = webhooks.find(me.member(), here.id(WebhookId::new)).orElseThrow(NotFound::new);
    form.knows(webhook);
  }

  public Webhook getWebhook() {
    if (webhook == null) {
      load();
    }
    return Objects.requireNonNull(webhook);
  }

  /** The form names the version that it was opened at: a change made meanwhile is not undone. */
  public void save() {
    var known = getWebhook();
    if (!form.value("version").equals(Long.toString(known.version()))) {
      conflict.tell(known);
      return;
    }
    switch (webhooks.change(Steward.of(me.member()), known, form.draft())) {
      case Saved.Done done -> {
        notes.sayNext(Tone.GOOD, text.of("webhook.changed"));
        here.go("/webhooks/" + known.id());
      }
      case Saved.Refused refused -> form.refuse(refused.problems());
      case Saved.ChangedMeanwhile changed -> changedMeanwhile();
    }
  }

  private void changedMeanwhile() {
    load();
    conflict.tell(getWebhook());
  }
}
