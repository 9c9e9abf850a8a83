package io.evergrant.domain.staged;

import static io.evergrant.domain.staged.StageVerdict.DOUBTFUL;
import static io.evergrant.domain.staged.StageVerdict.NOT_DONE;
import static io.evergrant.domain.staged.StageVerdict.PASSED;

import io.evergrant.domain.grant.GrantId;
import java.util.List;

/** What became of the consent with a test account. */
public sealed interface ConsentEnding extends StageEnding {
  record Consented(GrantId grant, String account) implements ConsentEnding {}

  /** Connected, with less than was asked for. */
  record ConsentedToLess(GrantId grant, String account, List<String> missing)
      implements ConsentEnding {
    public ConsentedToLess {
      missing = List.copyOf(missing);
    }
  }

  /** The link ended, and nobody had consented. */
  record NobodyConsented() implements ConsentEnding {}

  record LinkRevoked() implements ConsentEnding {}

  /** Links lead nowhere while the provider is paused. */
  record ProviderPaused() implements ConsentEnding {}

  /** Somebody ended the test. */
  record Stopped(String by) implements ConsentEnding {}

  @Override
  default StageVerdict verdict() {
    return switch (this) {
      case Consented c -> PASSED;
      case ConsentedToLess c -> DOUBTFUL;
      case NobodyConsented n -> NOT_DONE;
      case LinkRevoked l -> NOT_DONE;
      case ProviderPaused p -> NOT_DONE;
      case Stopped s -> NOT_DONE;
    };
  }

  @Override
  default List<String> facts() {
    return switch (this) {
      case Consented c -> List.of(c.account());
      case ConsentedToLess c -> List.of(c.account(), String.join(" ", c.missing()));
      case NobodyConsented n -> List.of();
      case LinkRevoked l -> List.of();
      case ProviderPaused p -> List.of();
      case Stopped s -> List.of(s.by());
    };
  }
}
