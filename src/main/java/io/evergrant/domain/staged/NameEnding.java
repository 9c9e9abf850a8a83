package io.evergrant.domain.staged;

import static io.evergrant.domain.staged.StageVerdict.FAILED;
import static io.evergrant.domain.staged.StageVerdict.PASSED;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What became of looking the provider's names up. */
public sealed interface NameEnding extends StageEnding {
  /** All of them lead to addresses that may be connected to. */
  record Resolved(List<Host> hosts) implements NameEnding {
    public Resolved {
      hosts = List.copyOf(hosts);
    }
  }

  /** Neither https nor an allowed loopback address. */
  record NotHttps(URI address) implements NameEnding {}

  record NameUnknown(String host) implements NameEnding {}

  /** It leads inside, and the operator has not allowed that. */
  record AddressRefused(String host, String address) implements NameEnding {}

  record LookUpTooSlow(String host, Duration waited) implements NameEnding {}

  /** A name and where it leads. */
  record Host(String name, List<String> addresses) {}

  @Override
  default StageVerdict verdict() {
    return switch (this) {
      case Resolved r -> PASSED;
      case NotHttps n -> FAILED;
      case NameUnknown n -> FAILED;
      case AddressRefused a -> FAILED;
      case LookUpTooSlow l -> FAILED;
    };
  }

  @Override
  default List<String> facts() {
    return switch (this) {
      case Resolved r -> List.of();
      case NotHttps n -> List.of(n.address().toString());
      case NameUnknown n -> List.of(n.host());
      case AddressRefused a -> List.of(a.host(), a.address());
      case LookUpTooSlow l -> List.of(l.host(), Long.toString(l.waited().toSeconds()));
    };
  }

  @Override
  default List<String> lines() {
    return switch (this) {
      case Resolved r ->
          r.hosts().stream()
              .map(host -> host.name() + "\t" + String.join(", ", host.addresses()))
              .toList();
      case NotHttps n -> List.of();
      case NameUnknown n -> List.of();
      case AddressRefused a -> List.of();
      case LookUpTooSlow l -> List.of();
    };
  }
}
