package io.evergrant.domain.staged;

import static io.evergrant.domain.staged.StageVerdict.DOUBTFUL;
import static io.evergrant.domain.staged.StageVerdict.FAILED;
import static io.evergrant.domain.staged.StageVerdict.NOT_NEEDED;
import static io.evergrant.domain.staged.StageVerdict.PASSED;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What became of securing connections to the provider. */
public sealed interface TlsEnding extends StageEnding {
  /** At every host. */
  record Secured(List<Host> hosts) implements TlsEnding {
    public Secured {
      hosts = List.copyOf(hosts);
    }
  }

  /** Secure now, and not for long. */
  record EndsSoon(String host, Instant until, List<Host> hosts) implements TlsEnding {
    public EndsSoon {
      hosts = List.copyOf(hosts);
    }
  }

  /** Loopback, without TLS, as the operator allows it. */
  record PlainHttp() implements TlsEnding {}

  record Expired(String host, Instant until) implements TlsEnding {}

  record NotYetGood(String host, Instant from) implements TlsEnding {}

  record OtherName(String host, List<String> names) implements TlsEnding {}

  /** Nobody whom this portal trusts vouches for it. */
  record NotTrusted(String host, String issuer) implements TlsEnding {}

  /** What listens there does not speak TLS as we do. */
  record NoHandshake(String host, String detail) implements TlsEnding {}

  record NoConnection(String host, String detail) implements TlsEnding {}

  record NoHandshakeInTime(String host, Duration waited) implements TlsEnding {}

  /** A server and what it showed. */
  record Host(String name, String protocol, Certificate certificate) {
    private String line() {
      return String.join(
          "\t",
          name,
          protocol,
          certificate.subject(),
          certificate.issuer(),
          day(certificate.until()));
    }
  }

  @Override
  default StageVerdict verdict() {
    return switch (this) {
      case Secured s -> PASSED;
      case EndsSoon e -> DOUBTFUL;
      case PlainHttp p -> NOT_NEEDED;
      case Expired e -> FAILED;
      case NotYetGood n -> FAILED;
      case OtherName o -> FAILED;
      case NotTrusted n -> FAILED;
      case NoHandshake n -> FAILED;
      case NoConnection n -> FAILED;
      case NoHandshakeInTime n -> FAILED;
    };
  }

  @Override
  default List<String> facts() {
    return switch (this) {
      case Secured s -> List.of();
      case EndsSoon e -> List.of(e.host(), day(e.until()));
      case PlainHttp p -> List.of();
      case Expired e -> List.of(e.host(), day(e.until()));
      case NotYetGood n -> List.of(n.host(), day(n.from()));
      case OtherName o -> List.of(o.host(), String.join(", ", o.names()));
      case NotTrusted n -> List.of(n.host(), n.issuer());
      case NoHandshake n -> List.of(n.host(), n.detail());
      case NoConnection n -> List.of(n.host(), n.detail());
      case NoHandshakeInTime n -> List.of(n.host(), Long.toString(n.waited().toSeconds()));
    };
  }

  @Override
  default List<String> lines() {
    var hosts =
        switch (this) {
          case Secured s -> s.hosts();
          case EndsSoon e -> e.hosts();
          case PlainHttp p -> List.<Host>of();
          case Expired e -> List.<Host>of();
          case NotYetGood n -> List.<Host>of();
          case OtherName o -> List.<Host>of();
          case NotTrusted n -> List.<Host>of();
          case NoHandshake n -> List.<Host>of();
          case NoConnection n -> List.<Host>of();
          case NoHandshakeInTime n -> List.<Host>of();
        };
    return hosts.stream().map(Host::line).toList();
  }

  private static String day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }
}
