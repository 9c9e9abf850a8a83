package io.evergrant.usecase.connect;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.Authorizations.BegunBy;
import io.evergrant.usecase.port.Authorizations.Pending;
import io.evergrant.usecase.port.Authorizations.Taken;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The browser comes back from a provider. Everything that needs no request to the provider is
 * checked first; the {@code state} is good for one callback, however that ends.
 */
@Singleton
public class CompleteAuthorization {
  private final RecordConsent record;
  private final ExchangeCode exchange;

  @Inject
  public CompleteAuthorization(RecordConsent record, ExchangeCode exchange) {
    this.record = record;
    this.exchange = exchange;
  }

  /**
   * Uses the network: no transaction here.
   *
   * @param member who is signed in; null where nobody is, as when a consent link led to the
   *     provider
   */
  public Completed complete(@Nullable Member member, BrowserSecret browser, Callback callback) {
    var state = callback.state();
    if (state == null) {
      return new Completed(new Connected.StateMissing(), false);
    }
    try {
      return switch (record.take(state, browser)) {
        case Taken.Unheard unheard -> new Completed(new Connected.StateUnheard(), false);
        case Taken.Foreign foreign -> of(foreign.pending(), new Connected.StateForeign());
        case Taken.UsedBefore used -> of(used.pending(), new Connected.StateUsed());
        case Taken.Ended ended -> of(ended.pending(), new Connected.StateEnded());
        case Taken.Fresh fresh -> {
          var pending = fresh.pending();
          var by = whoEnds(member, pending);
          yield of(
              pending,
              by == null ? new Connected.StateForeign() : recorded(by, browser, callback, pending));
        }
      };
    } catch (StoreUnavailable e) {
      return new Completed(new Connected.StoreRefused(e.why()), false);
    }
  }

  private static Completed of(Pending pending, Connected ending) {
    return new Completed(ending, pending.begunBy() instanceof BegunBy.LinkHolder);
  }

  /**
   * How it ended.
   *
   * @param byLink whether a consent link had led to the provider; false where that is not known
   */
  public record Completed(Connected ending, boolean byLink) {}

  /** Who began a request ends it, and nobody else; null where it is somebody else. */
  private static @Nullable Actor whoEnds(@Nullable Member member, Pending pending) {
    return switch (pending.begunBy()) {
      case BegunBy.LinkHolder holder -> new Actor.Link(holder.link());
      case BegunBy.Admin admin
          when member != null
              && admin.id().equals(member.id())
              && pending.tenant().equals(member.administers()) ->
          member.asActor();
      case BegunBy.Admin admin -> null;
    };
  }

  /** A store that refuses before the code was used leaves its line in the log as well. */
  private Connected recorded(Actor by, BrowserSecret browser, Callback callback, Pending pending) {
    try {
      return proceed(by, browser, callback, pending);
    } catch (StoreUnavailable e) {
      var refused = new Connected.StoreRefused(e.why());
      record.refused(by, pending, refused);
      return refused;
    }
  }

  private Connected proceed(Actor by, BrowserSecret browser, Callback callback, Pending pending) {
    var provider = record.provider(pending);
    if (provider.isEmpty()) {
      return new Connected.ProviderGone();
    }
    var refused = refusal(provider.get(), callback);
    if (refused != null) {
      record.refused(by, pending, refused);
      return refused;
    }
    if (!record.isStillWanted(pending)) {
      var closed = new Connected.LinkClosed();
      record.refused(by, pending, closed);
      return closed;
    }
    var code = callback.code();
    if (code == null) {
      var missing = new Connected.CodeMissing(provider.get().name());
      record.refused(by, pending, missing);
      return missing;
    }
    return exchange.exchange(by, browser, pending, provider.get(), code);
  }

  /** RFC 9207 section 2.4: {@code iss} is checked on errors too, and before anything else. */
  private static @Nullable Connected refusal(Provider provider, Callback callback) {
    var issuer = provider.issuer();
    var iss = callback.iss();
    if (issuer != null && (iss != null || provider.issuerInResponse())) {
      if (!issuer.toString().equals(iss)) {
        return new Connected.WrongIssuer(provider.name(), issuer.toString(), iss);
      }
    }
    var error = callback.error();
    return error == null
        ? null
        : new Connected.Declined(provider.name(), error, callback.errorDescription());
  }
}
