package io.evergrant.portal.grant;

import io.evergrant.domain.grant.AttemptLine;
import io.evergrant.domain.grant.AttemptStep;
import io.evergrant.domain.grant.Trigger;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a grant's attempts went through, step by step, and what is to be said of it besides. */
@RequestScoped
public class Timeline {
  @Inject private Sentences text;
  @Inject private Words words;

  /**
   * One entry an attempt.
   *
   * @param attempts newest first
   */
  List<Entry> of(List<AttemptLine> attempts) {
    return attempts.stream().map(this::entry).toList();
  }

  private Entry entry(AttemptLine attempt) {
    var steps = AttemptStep.of(attempt).stream().map(this::shown).toList();
    return new Entry(attempt, steps, notes(attempt));
  }

  private Step shown(AttemptStep step) {
    var name = words.code(step.kind()) + "." + words.code(step.state());
    var after = step.after();
    return new Step(
        words.code(step.state()),
        text.of("step." + name),
        after == null ? "" : text.of("step.after", after.toMillis()));
  }

  private List<String> notes(AttemptLine attempt) {
    var notes = new ArrayList<String>();
    if (isRolledForward(attempt)) {
      notes.add(text.of("attempt.note.rolled_forward"));
    } else if (Objects.requireNonNullElse(attempt.cause(), "").startsWith("crashed")) {
      notes.add(text.of("attempt.note.taken_over"));
    }
    if ("unknown".equals(attempt.outcome())) {
      notes.add(text.of("attempt.note.in_doubt"));
    }
    return notes;
  }

  /** Sent by one worker, ended by another that found its answer in Vault. */
  private static boolean isRolledForward(AttemptLine attempt) {
    return "renewed".equals(attempt.outcome())
        && attempt.said() == null
        && attempt.sentAt() != null
        && attempt.trigger() != Trigger.CONSENT
        && attempt.trigger() != Trigger.IMPORT;
  }

  /** An attempt, its steps, and sentences about it. */
  public record Entry(AttemptLine attempt, List<Step> steps, List<String> notes) {}

  /** A step in words. */
  public record Step(String state, String word, String after) {}
}
