package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.EventFields;
import io.evergrant.portal.text.Sentences;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;

/** The catalogue of events, as the code has it. */
@Named("typesPage")
@RequestScoped
public class TypesPage {
  @Inject private Sentences text;

  public List<Row> getRows() {
    return Arrays.stream(AuditEventType.values())
        .map(type -> new Row(type, text.of("event.what." + type.code()), EventFields.of(type)))
        .toList();
  }

  /** Those that any event by a key or a link has beside. */
  public List<String> getOfActors() {
    return EventFields.OF_ACTORS;
  }

  /** One type. */
  public record Row(AuditEventType type, String what, List<String> fields) {}
}
