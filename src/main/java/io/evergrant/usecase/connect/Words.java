package io.evergrant.usecase.connect;

import io.evergrant.domain.outcome.ProviderSaid;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the log says of a callback that changed nothing. */
final class Words {
  private Words() {}

  static Map<String, String> of(Connected why) {
    return switch (why) {
      case Connected.Done d -> Map.of();
      case Connected.LinkClosed l -> reason("link_closed");
      case Connected.StateMissing s -> reason("state_missing");
      case Connected.StateUnheard s -> reason("state_unknown");
      case Connected.StateForeign s -> reason("state_foreign");
      case Connected.StateUsed s -> reason("state_used");
      case Connected.StateEnded s -> reason("state_ended");
      case Connected.WrongIssuer w ->
          Map.of(
              "reason", "wrong_issuer",
              "expected", w.expected(),
              "got", clipped(w.got() == null ? "" : w.got()));
      case Connected.Declined d ->
          Map.of(
              "reason", "declined",
              "error", clipped(d.error()),
              "error_description", clipped(d.description() == null ? "" : d.description()));
      case Connected.CodeMissing c -> reason("code_missing");
      case Connected.ProviderGone p -> reason("provider_gone");
      case Connected.PushRefused p ->
          Map.of(
              "reason", "push_refused",
              "error", clipped(p.error() == null ? "" : p.error()),
              "error_description", clipped(p.description() == null ? "" : p.description()));
      case Connected.PushNotHeard p -> reason("push_not_heard");
      case Connected.ExchangeFailed e -> said(e.said());
      case Connected.NoRefreshToken n -> reason("no_refresh_token");
      case Connected.OtherAccount o ->
          Map.of("reason", "other_account", "expected", o.expected(), "got", o.got());
      case Connected.AccountRefused a ->
          Map.of("reason", "account_refused", "detail", clipped(a.detail()));
      case Connected.StoreRefused s ->
          Map.of("reason", "store_refused", "store", s.why().name().toLowerCase(Locale.ROOT));
    };
  }

  private static Map<String, String> said(ProviderSaid said) {
    var words = new HashMap<String, String>();
    words.put("reason", "exchange_failed");
    words.put("latency_ms", Long.toString(said.latency().toMillis()));
    if (said.httpStatus() != null) {
      words.put("http_status", said.httpStatus().toString());
    }
    if (said.error() != null) {
      words.put("error", said.error());
    }
    if (said.errorDescription() != null) {
      words.put("error_description", said.errorDescription());
    }
    return words;
  }

  private static Map<String, String> reason(String reason) {
    return Map.of("reason", reason);
  }

  private static String clipped(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300);
  }
}
