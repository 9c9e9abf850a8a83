package io.evergrant.portal.webhook;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.audit.Part;
import io.evergrant.domain.webhook.Webhook;
import io.evergrant.portal.frame.Differences;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Meanwhile;
import io.evergrant.portal.frame.NewestAct;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.Opened;
import io.evergrant.portal.text.Sentences;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever sent the form of a webhook what somebody else changed since it was opened. What was
 * typed stays, and the form goes on from what is stored now: to save once more is a choice.
 */
@RequestScoped
public class WebhookConflict implements Differences.Form {
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private WebhookForm form;
  @Inject private Meanwhile meanwhile;
  @Inject private Differences differences;
  @Inject private NewestAct acts;

  /**
   * Reads what the form brought back, and puts what is stored in its place.
   *
   * @param now as it is stored
   */
  void tell(Webhook now) {
    var opened = Opened.unpack(here.parameter(WebhookForm.OPENED));
    var changes = differences.of(opened, WebhookForm.fields(now), this);
    meanwhile.tell(changes, newest(now, !changes.isEmpty()));
    form.goesOn();
    notes.say(Tone.BAD, text.of("webhook.changed_meanwhile"));
  }

  /** Changes of fields, where there are any; else whatever else makes the version grow. */
  private @Nullable AuditEntry newest(Webhook now, boolean ofFields) {
    var types =
        ofFields
            ? List.of(AuditEventType.WEBHOOK_CHANGED)
            : List.of(
                AuditEventType.WEBHOOK_CHANGED,
                AuditEventType.WEBHOOK_ENABLED,
                AuditEventType.WEBHOOK_DISABLED,
                AuditEventType.WEBHOOK_SECRET_ROTATED);
    return acts.of(types, type -> about(now, type));
  }

  private static AuditQuestion about(Webhook now, AuditEventType type) {
    return new AuditQuestion(null, null, type, null, null, null, null, 1)
        .with(List.of(new Part.Words(now.id().toString(), false)));
  }

  @Override
  public String typed(String field) {
    var draft = form.draft();
    return switch (field) {
      case "name" -> draft.name().strip();
      case "url" -> draft.url().strip();
      default -> String.join(" ", draft.events());
    };
  }

  @Override
  public String label(String field) {
    return text.of("webhook." + field);
  }

  @Override
  public String words(String field, String value) {
    return text.of("meanwhile.value", value);
  }
}
