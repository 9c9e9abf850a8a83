package io.evergrant.portal.provider;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.AuditQuestion;
import io.evergrant.domain.provider.Provider;
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
 * Tells whoever sent the form of a provider what somebody else changed since it was opened. What
 * was typed stays, and the form goes on from what is stored now: to save once more is a choice.
 */
@RequestScoped
public class EditConflict implements Differences.Form {
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private FieldWords words;
  @Inject private ProviderForm form;
  @Inject private Meanwhile meanwhile;
  @Inject private Differences differences;
  @Inject private NewestAct acts;

  /**
   * Reads what the form brought back, and puts what is stored in its place.
   *
   * @param now as it is stored, and as the form knows it
   */
  void tell(Provider now) {
    var opened = Opened.unpack(here.parameter(ProviderForm.OPENED));
    var changes = differences.of(opened, form.stored(), this);
    meanwhile.tell(changes, newest(now, !changes.isEmpty()));
    form.goesOn();
    notes.say(Tone.BAD, text.of("provider.edit.changed_meanwhile"));
  }

  /** A browser ends lines in its own way. */
  @Override
  public String typed(String field) {
    return form.value(field).replace("\r\n", "\n").strip();
  }

  @Override
  public String label(String field) {
    return text.of("field." + field);
  }

  @Override
  public String words(String field, String value) {
    return words.value(field, value);
  }

  /** Changes of fields, where there are any; else whatever else makes the version grow. */
  private @Nullable AuditEntry newest(Provider now, boolean ofFields) {
    var types =
        ofFields
            ? List.of(AuditEventType.PROVIDER_CHANGED)
            : List.of(
                AuditEventType.PROVIDER_CHANGED,
                AuditEventType.PROVIDER_PAUSED,
                AuditEventType.PROVIDER_RESUMED,
                AuditEventType.PROVIDER_SECRET_REPLACED,
                AuditEventType.FORMER_SECRET_REMOVED);
    return acts.of(types, type -> about(now, type));
  }

  private static AuditQuestion about(Provider now, AuditEventType type) {
    return new AuditQuestion(null, now.id(), type, null, null, null, null, 1);
  }
}
