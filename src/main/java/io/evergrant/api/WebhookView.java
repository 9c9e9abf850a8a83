package io.evergrant.api;

import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.Delivery;
import io.evergrant.domain.webhook.DeliveryState;
import io.evergrant.domain.webhook.EventGroup;
import io.evergrant.domain.webhook.Webhook;
import jakarta.json.JsonObject;
import java.util.List;

/** A webhook as the API shows it: its secret is in the answer that made it alone. */
final class WebhookView {
  private WebhookView() {}

  static Json of(Webhook webhook) {
    var why = webhook.disabledWhy();
    return changeable(webhook)
        .with("id", webhook.id())
        .with("enabled", webhook.isEnabled())
        .with("disabled_reason", why == null ? null : why.code())
        .with("disabled_at", webhook.disabledAt())
        .with("generation", webhook.generation())
        .with("previous_ends_at", webhook.previousEndsAt())
        .with("created_at", webhook.createdAt())
        .with(Conditions.VERSION, webhook.version());
  }

  /** What a patch is laid over. */
  static Json changeable(Webhook webhook) {
    return new Json()
        .with("name", webhook.name())
        .with("url", webhook.url())
        .with("events", Json.texts(webhook.events().all()));
  }

  static JsonObject made(Webhook webhook, WebhookSecret secret) {
    return of(webhook).with("secret", secret.reveal()).done();
  }

  /** In a list, with what changes by itself. */
  static JsonObject inList(Webhook webhook) {
    var health = webhook.health();
    return of(webhook)
        .with("waiting", health.waiting())
        .with("delivered_at", health.deliveredAt())
        .with("failing_since", health.failingSince())
        .with("rests_until", health.restsUntil())
        .done();
  }

  static JsonObject of(Delivery delivery) {
    return members(delivery).done();
  }

  static JsonObject of(Delivery delivery, List<Delivery.Attempt> attempts) {
    return members(delivery)
        .with("attempts", Json.objects(attempts.stream().map(WebhookView::of).toList()))
        .done();
  }

  private static Json members(Delivery delivery) {
    var waits = delivery.state() == DeliveryState.WAITING;
    var newest = delivery.newest();
    return new Json()
        .with("number", delivery.number())
        .with("message_id", delivery.messageId())
        .with("type", EventGroup.nameOf(delivery.type()))
        .with("state", Parameters.code(delivery.state()))
        .with("tries", delivery.tries())
        .with("next_at", waits ? delivery.nextAt() : null)
        .with("ended_at", delivery.endedAt())
        .with("newest", newest == null ? null : of(newest));
  }

  static JsonObject of(Delivery.Attempt attempt) {
    return new Json()
        .with("at", attempt.at())
        .with("node", attempt.node())
        .with("answer", of(attempt.answer()))
        .done();
  }

  /** What it said is how that began, redacted. */
  static JsonObject of(Answer answer) {
    var said =
        switch (answer) {
          case Answer.Taken taken -> taken.said();
          case Answer.Gone gone -> gone.said();
          case Answer.Refused refused -> refused.said();
          case Answer.Missed missed -> null;
        };
    return new Json()
        .with("result", answer.code())
        .with("status", answer.httpStatus())
        .with("cause", answer instanceof Answer.Missed no ? Parameters.code(no.why()) : null)
        .with("said", said)
        .with("latency_ms", answer.latency().toMillis())
        .done();
  }
}
