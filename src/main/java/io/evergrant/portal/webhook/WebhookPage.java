package io.evergrant.portal.webhook;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.domain.webhook.WebhookId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.webhook.ManageWebhooks;
import io.evergrant.usecase.webhook.TestWebhook;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One webhook. Rotating shows the new secret in this one response; sending the form again changes
 * nothing, because it names the generation that it replaced.
 */
@Named("webhookPage")
@RequestScoped
public class WebhookPage {
  private static final List<String> OVERLAPS = List.of("24", "168", "1", "0");

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private WebhookWords words;
  @Inject private ManageWebhooks webhooks;
  @Inject private TestWebhook tests;

  private @Nullable Webhook webhook;
  private @Nullable WebhookSecret secret;

  public void load() {
    webhook = webhooks.find(me.member(), id()).orElseThrow(NotFound::new);
  }

  public Webhook getWebhook() {
    if (webhook == null) {
      load();
    }
    return Objects.requireNonNull(webhook);
  }

  public void test() {
    try {
      var answer = tests.run(Steward.of(me.member()), id()).orElseThrow(NotFound::new);
      notes.sayNext(
          answer instanceof Answer.Taken ? Tone.GOOD : Tone.BAD,
          text.of("webhook.tested", words.answer(answer), words.latency(answer)));
      here.go("/webhooks/" + id());
    } catch (StoreUnavailable e) {
      refused(e);
    }
  }

  public void rotate() {
    try {
      webhooks
          .rotate(Steward.of(me.member()), id(), generation(), overlap())
          .ifPresentOrElse(
              made -> secret = made, () -> notes.say(Tone.WARN, text.of("webhook.already")));
      load();
    } catch (StoreUnavailable e) {
      refused(e);
    }
  }

  public void enable() {
    acted(webhooks.enable(Steward.of(me.member()), id()), "webhook.enabled");
  }

  public void disable() {
    acted(webhooks.disable(Steward.of(me.member()), id()), "webhook.disabled");
  }

  private void acted(boolean done, String sentence) {
    if (!done) {
      throw new NotFound();
    }
    notes.sayNext(Tone.GOOD, text.of(sentence));
    here.go("/webhooks/" + id());
  }

  public void delete() {
    try {
      if (!webhooks.delete(Steward.of(me.member()), id())) {
        throw new NotFound();
      }
      notes.sayNext(Tone.GOOD, text.of("webhook.deleted"));
      here.go("/webhooks");
    } catch (StoreUnavailable e) {
      refused(e);
    }
  }

  private void refused(StoreUnavailable e) {
    notes.say(Tone.BAD, text.of("store." + e.why().name().toLowerCase(Locale.ROOT)));
  }

  public boolean isRotated() {
    return secret != null;
  }

  /** Shown once. */
  public String getSecret() {
    return secret == null ? "" : secret.reveal();
  }

  public List<String> getOverlaps() {
    return OVERLAPS;
  }

  private Duration overlap() {
    var asked = here.parameter("overlap");
    return Duration.ofHours(Long.parseLong(OVERLAPS.contains(asked) ? asked : OVERLAPS.get(0)));
  }

  private long generation() {
    try {
      return Long.parseLong(here.parameter("generation"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private WebhookId id() {
    return here.id(WebhookId::new);
  }
}
