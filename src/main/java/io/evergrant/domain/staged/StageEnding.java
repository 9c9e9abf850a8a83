package io.evergrant.domain.staged;

import java.util.List;
import java.util.Locale;

/**
 * How a stage ended. Each has its sentences, for what was found and for what mends it, under its
 * code. Every switch over them is exhaustive, without {@code default}.
 */
public sealed interface StageEnding
    permits NameEnding,
        TlsEnding,
        DiscoveryEnding,
        ClientEnding,
        ConsentEnding,
        RefreshEnding,
        StageEnding.NotTried,
        StageEnding.BrokeOff {

  StageVerdict verdict();

  /** What completes the sentences, in their order. */
  List<String> facts();

  /** What there is to list below them; the parts of one have tabs between them. */
  default List<String> lines() {
    return List.of();
  }

  /** A stage before it failed, or was not done. */
  record NotTried() implements StageEnding {
    @Override
    public StageVerdict verdict() {
      return StageVerdict.NOT_DONE;
    }

    @Override
    public List<String> facts() {
      return List.of();
    }
  }

  /** This portal could not go on: its own stores did not serve. */
  record BrokeOff() implements StageEnding {
    @Override
    public StageVerdict verdict() {
      return StageVerdict.FAILED;
    }

    @Override
    public List<String> facts() {
      return List.of();
    }
  }

  /** The name in tables and keys: lower case, words joined by underscores. */
  default String code() {
    return codeOf(getClass());
  }

  /** The code of a kind of ending. */
  static String codeOf(Class<?> kind) {
    return kind.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
