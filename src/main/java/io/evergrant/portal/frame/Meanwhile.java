package io.evergrant.portal.frame;

import io.evergrant.domain.audit.AuditEntry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else changed while a form stood open: told to whoever sends it, in a list and
 * beside each field.
 */
@Named("meanwhile")
@RequestScoped
public class Meanwhile {
  private boolean told;
  private List<Change> changes = List.of();
  private @Nullable AuditEntry newest;

  /**
   * Shown by this response.
   *
   * @param all in the order of the form
   * @param last tells who changed it, and when; null where the log does not say
   */
  public void tell(List<Change> all, @Nullable AuditEntry last) {
    told = true;
    changes = List.copyOf(all);
    newest = last;
  }

  public boolean isTold() {
    return told;
  }

  public List<Change> getChanges() {
    return changes;
  }

  public @Nullable AuditEntry getNewest() {
    return newest;
  }

  /** The sentence beside a field; empty where nobody changed it. */
  public String of(String field) {
    return changes.stream()
        .filter(change -> change.field().equals(field))
        .map(Change::sentence)
        .findFirst()
        .orElse("");
  }

  /** The id of that sentence, to be added to those that describe the field. */
  public String describes(String field) {
    return of(field).isEmpty() ? "" : " " + field + "-meanwhile";
  }

  /**
   * One field.
   *
   * @param sentence what it is now, and what it was
   */
  public record Change(String field, String label, String sentence) {}
}
