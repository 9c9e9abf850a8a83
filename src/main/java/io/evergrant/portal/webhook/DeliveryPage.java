package io.evergrant.portal.webhook;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.webhook.Delivery;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.webhook.ManageWebhooks;
import io.evergrant.usecase.webhook.ReadDeliveries;
import io.evergrant.usecase.webhook.ReadDeliveries.InFull;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event on its way to one webhook, attempt by attempt. */
@Named("deliveryPage")
@RequestScoped
public class DeliveryPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ManageWebhooks webhooks;
  @Inject private ReadDeliveries deliveries;

  private @Nullable Webhook webhook;
  private @Nullable InFull found;

  public void load() {
    webhook = webhooks.find(me.member(), id()).orElseThrow(NotFound::new);
    found = deliveries.find(me.member(), id(), number()).orElseThrow(NotFound::new);
  }

  public Webhook getWebhook() {
    if (webhook == null) {
      load();
    }
    return Objects.requireNonNull(webhook);
  }

  private InFull inFull() {
    if (found == null) {
      load();
    }
    return Objects.requireNonNull(found);
  }

  public Delivery getDelivery() {
    return inFull().delivery();
  }

  public List<Delivery.Attempt> getAttempts() {
    return inFull().attempts();
  }

  public boolean isWaiting() {
    return getDelivery().state() == DeliveryState.WAITING;
  }

  /** As an address has it, without separators. */
  public String getEvent() {
    return Long.toString(number());
  }

  public void resend() {
    switch (deliveries.resend(Steward.of(me.member()), id(), number())) {
      case DONE -> notes.sayNext(Tone.GOOD, text.of("delivery.resent"));
      case DISABLED -> notes.sayNext(Tone.BAD, text.of("delivery.disabled"));
      case NOT_THERE -> throw new NotFound();
    }
    here.go("/webhooks/" + id() + "/delivery?event=" + number());
  }

  private WebhookId id() {
    return here.id(WebhookId::new);
  }

  private long number() {
    var asked = here.parameter("event");
    if (!asked.matches("\\d{1,18}")) {
      throw new NotFound();
    }
    return Long.parseLong(asked);
  }
}
