package io.evergrant.portal.audit;

import io.evergrant.domain.audit.Mistake;
import io.evergrant.domain.audit.Qualifier;
import io.evergrant.portal.text.Sentences;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was not understood of a question, where it stands and what helps. */
final class MistakeWords {
  private final Sentences text;

  MistakeWords(Sentences text) {
    this.text = text;
  }

  String of(Mistake mistake) {
    var key = "ask." + mistake.kind().name().toLowerCase(Locale.ROOT);
    var sentence = text.with(key, mistake.position(), name(mistake.qualifier()), mistake.got());
    var nearest = mistake.nearest();
    return nearest == null ? sentence : sentence + " " + text.of("ask.nearest", nearest);
  }

  private static String name(@Nullable Qualifier qualifier) {
    return qualifier == null ? "" : qualifier.code();
  }
}
