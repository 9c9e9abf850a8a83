package io.evergrant.usecase.staged;

import io.evergrant.domain.staged.Certificate;
import io.evergrant.domain.staged.NameEnding;
import io.evergrant.domain.staged.StageEnding;
import io.evergrant.domain.staged.TlsEnding;
import io.evergrant.usecase.port.ProviderReach;
import io.evergrant.usecase.port.ProviderReach.Looked;
import io.evergrant.usecase.port.ProviderReach.Shaken;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What look-ups and handshakes mean. Pure. */
final class JudgeReach {
  /** A certificate that ends sooner should have been renewed by now. */
  private static final Duration SOON = Duration.ofDays(14);

  private JudgeReach() {}

  /** The first that is not good counts, else all. */
  static StageEnding names(Map<URI, Looked> places) {
    var hosts = new ArrayList<NameEnding.Host>();
    for (var place : places.entrySet()) {
      var host = String.valueOf(place.getKey().getHost());
      switch (place.getValue()) {
        case Looked.Found found -> hosts.add(new NameEnding.Host(host, found.addresses()));
        case Looked.NotHttps not -> {
          return new NameEnding.NotHttps(place.getKey());
        }
        case Looked.Unknown unknown -> {
          return new NameEnding.NameUnknown(host);
        }
        case Looked.Refused refused -> {
          return new NameEnding.AddressRefused(host, refused.address());
        }
        case Looked.TooSlow slow -> {
          return new NameEnding.LookUpTooSlow(host, ProviderReach.DEADLINE.multipliedBy(2));
        }
      }
    }
    return new NameEnding.Resolved(hosts.stream().distinct().toList());
  }

  static StageEnding handshakes(Map<URI, Shaken> places, Instant now) {
    var hosts = new ArrayList<TlsEnding.Host>();
    for (var place : places.entrySet()) {
      var host = String.valueOf(place.getKey().getHost());
      switch (place.getValue()) {
        case Shaken.Secure secure ->
            hosts.add(new TlsEnding.Host(host, secure.protocol(), secure.certificate()));
        case Shaken.Plain plain -> {}
        case Shaken.NoConnection no -> {
          return new TlsEnding.NoConnection(host, no.detail());
        }
        case Shaken.TooSlow slow -> {
          return new TlsEnding.NoHandshakeInTime(host, ProviderReach.DEADLINE);
        }
        case Shaken.Refused refused -> {
          return refused(host, refused);
        }
      }
    }
    if (hosts.isEmpty()) {
      return new TlsEnding.PlainHttp();
    }
    return hosts.stream()
        .filter(host -> host.certificate().until().isBefore(now.plus(SOON)))
        .findFirst()
        .<StageEnding>map(
            host -> new TlsEnding.EndsSoon(host.name(), host.certificate().until(), hosts))
        .orElseGet(() -> new TlsEnding.Secured(hosts));
  }

  private static StageEnding refused(String host, Shaken.Refused refused) {
    @Nullable Certificate shown = refused.certificate();
    if (shown == null) {
      return new TlsEnding.NoHandshake(host, refused.detail());
    }
    return switch (refused.reason()) {
      case EXPIRED -> new TlsEnding.Expired(host, shown.until());
      case NOT_YET_GOOD -> new TlsEnding.NotYetGood(host, shown.from());
      case OTHER_NAME -> new TlsEnding.OtherName(host, shown.names());
      case NOT_TRUSTED -> new TlsEnding.NotTrusted(host, shown.issuer());
      case NO_HANDSHAKE -> new TlsEnding.NoHandshake(host, refused.detail());
    };
  }
}
