package io.evergrant.usecase.connect;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.tenant.Member;
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

  /** Uses the network: no transaction here. */
  public Connected complete(Member by, BrowserSecret browser, Callback callback) {
    var state = callback.state();
    if (state == null) {
      return new Connected.StateMissing();
    }
    try {
      return switch (record.take(state, browser)) {
        case Taken.Unheard unheard -> new Connected.StateUnheard();
        case Taken.Foreign foreign -> new Connected.StateForeign();
        case Taken.UsedBefore used -> new Connected.StateUsed();
        case Taken.Ended ended -> new Connected.StateEnded();
        case Taken.Fresh fresh -> recorded(by, browser, callback, fresh.pending());
      };
    } catch (StoreUnavailable e) {
      return new Connected.StoreRefused(e.why());
    }
  }

  /** A store that refuses before the code was used leaves its line in the log as well. */
  private Connected recorded(Member by, BrowserSecret browser, Callback callback, Pending pending) {
    try {
      return proceed(by, browser, callback, pending);
    } catch (StoreUnavailable e) {
      var refused = new Connected.StoreRefused(e.why());
      record.refused(by, pending, refused);
      return refused;
    }
  }

  private Connected proceed(Member by, BrowserSecret browser, Callback callback, Pending pending) {
    if (!pending.tenant().equals(by.administers()) || !pending.member().equals(by.id())) {
      return new Connected.StateForeign();
    }
    var provider = record.provider(pending);
    if (provider.isEmpty()) {
      return new Connected.ProviderGone();
    }
    var refused = refusal(provider.get(), callback);
    if (refused != null) {
      record.refused(by, pending, refused);
      return refused;
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
