package io.evergrant.portal.frame;

import io.evergrant.portal.frame.Meanwhile.Change;
import io.evergrant.portal.text.Sentences;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In what somebody else's change differs from what a form showed when it was opened. */
@Dependent
public class Differences {
  private final Sentences text;

  @Inject
  public Differences(Sentences text) {
    this.text = text;
  }

  /** How a form shows its fields. */
  public interface Form {
    /** What was typed, in the way in which it is stored. */
    String typed(String field);

    String label(String field);

    /** A value as its page shows it. */
    String words(String field, String value);
  }

  /**
   * In the order of {@code now}.
   *
   * @param opened what the form showed; empty where it does not tell
   * @param now what is stored, by field
   */
  public List<Change> of(Optional<Opened> opened, Map<String, String> now, Form form) {
    return now.keySet().stream()
        .flatMap(field -> change(opened, field, now.getOrDefault(field, ""), form).stream())
        .toList();
  }

  private Optional<Change> change(Optional<Opened> opened, String field, String now, Form form) {
    var mine = form.typed(field);
    var was = opened.map(shown -> shown.value(field)).orElse(mine);
    if (was.equals(now)) {
      return Optional.empty();
    }
    var key = opened.isEmpty() ? "now" : mine.equals(now) ? "same" : "differs";
    var sentence = text.of("meanwhile." + key, form.words(field, now), form.words(field, was));
    return Optional.of(new Change(field, form.label(field), sentence));
  }
}
