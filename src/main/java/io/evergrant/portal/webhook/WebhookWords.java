package io.evergrant.portal.webhook;

import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.Delivery;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.DisabledWhy;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** How webhooks and deliveries stand, as a colour and a word. */
@Named("webhookWords")
@Dependent
public class WebhookWords {
  @Inject private Sentences text;
  @Inject private Words words;

  public String state(Webhook webhook) {
    return text.of("webhook.state." + code(webhook));
  }

  public String tone(Webhook webhook) {
    return switch (code(webhook)) {
      case "well" -> "good";
      case "unwell" -> "warn";
      case "person" -> "idle";
      default -> "bad";
    };
  }

  private static String code(Webhook webhook) {
    var why = webhook.disabledWhy();
    if (why != null) {
      return why.code();
    }
    return webhook.health().failingSince() == null ? "well" : "unwell";
  }

  /** What to do about one that the portal disabled; empty where there is nothing to do. */
  public String mend(Webhook webhook) {
    var why = webhook.disabledWhy();
    return why == null || why == DisabledWhy.PERSON ? "" : text.of("webhook.mend." + why.code());
  }

  public String state(Delivery delivery) {
    var tried = delivery.state() == DeliveryState.WAITING && delivery.newest() != null;
    return text.of("delivery.state." + (tried ? "again" : words.code(delivery.state())));
  }

  public String tone(Delivery delivery) {
    return switch (delivery.state()) {
      case WAITING -> delivery.newest() == null ? "wait" : "warn";
      case DELIVERED -> "good";
      case GIVEN_UP -> "bad";
    };
  }

  /** What came back, in few words. */
  public String answer(@Nullable Answer answer) {
    return switch (answer) {
      case null -> "–";
      case Answer.Missed missed -> text.of("delivery.missed." + words.code(missed.why()));
      case Answer.Gone gone -> text.of("delivery.gone");
      case Answer.Taken taken -> text.of("delivery.status", taken.status());
      case Answer.Refused refused -> text.of("delivery.status", refused.status());
    };
  }

  /** How it began; empty where it said nothing. */
  public String said(Answer answer) {
    return switch (answer) {
      case Answer.Taken taken -> taken.said();
      case Answer.Gone gone -> gone.said();
      case Answer.Refused refused -> refused.said();
      case Answer.Missed missed -> "";
    };
  }

  public String tone(Answer answer) {
    return answer instanceof Answer.Taken ? "good" : "bad";
  }

  public String latency(Answer answer) {
    return text.of("delivery.latency", answer.latency().toMillis());
  }
}
