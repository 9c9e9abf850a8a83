package io.evergrant.domain.staged;

import static io.evergrant.domain.staged.StageVerdict.DOUBTFUL;
import static io.evergrant.domain.staged.StageVerdict.FAILED;
import static io.evergrant.domain.staged.StageVerdict.NOT_NEEDED;
import static io.evergrant.domain.staged.StageVerdict.PASSED;

import java.util.List;

/** What became of comparing the registration with the provider's metadata (RFC 8414). */
public sealed interface DiscoveryEnding extends StageEnding {
  /** The endpoints were typed: there is nothing to compare them with. */
  record NoIssuer() implements DiscoveryEnding {}

  record AsRegistered(String issuer) implements DiscoveryEnding {}

  record Differs(String issuer, List<Difference> differences) implements DiscoveryEnding {
    public Differs {
      differences = List.copyOf(differences);
    }
  }

  /**
   * There are no metadata that can be used.
   *
   * @param why a code
   * @param detail names what was tried
   */
  record NoMetadata(String why, String detail) implements DiscoveryEnding {}

  /**
   * Where they do not say the same.
   *
   * @param what name of a field
   */
  record Difference(String what, String registered, String published) {}

  @Override
  default StageVerdict verdict() {
    return switch (this) {
      case NoIssuer n -> NOT_NEEDED;
      case AsRegistered a -> PASSED;
      case Differs d -> DOUBTFUL;
      case NoMetadata n -> FAILED;
    };
  }

  @Override
  default List<String> facts() {
    return switch (this) {
      case NoIssuer n -> List.of();
      case AsRegistered a -> List.of(a.issuer());
      case Differs d -> List.of(d.issuer());
      case NoMetadata n -> List.of(n.why(), n.detail());
    };
  }

  @Override
  default List<String> lines() {
    return switch (this) {
      case NoIssuer n -> List.of();
      case AsRegistered a -> List.of();
      case Differs d ->
          d.differences().stream()
              .map(one -> String.join("\t", one.what(), one.registered(), one.published()))
              .toList();
      case NoMetadata n -> List.of();
    };
  }
}
