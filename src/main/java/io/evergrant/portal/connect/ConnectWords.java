package io.evergrant.portal.connect;

import io.evergrant.domain.outcome.Classification;
import io.evergrant.domain.outcome.ProviderSaid;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.connect.Connected;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;

/** How a callback ended, for the person who sat before the browser. */
record ConnectWords(Sentences text) {

  Told tell(Connected ending) {
    return switch (ending) {
      case Connected.Done d -> told("done", text.of("connect.done", d.account()));
      case Connected.LinkClosed l -> told("link_closed");
      case Connected.StateMissing s -> told("state_missing");
      case Connected.StateUnheard s -> told("state_unheard");
      case Connected.StateForeign s -> told("state_foreign");
      case Connected.StateUsed s -> told("state_used");
      case Connected.StateEnded s -> told("state_ended");
      case Connected.WrongIssuer w -> {
        var got = Objects.requireNonNullElse(w.got(), text.of("connect.nobody"));
        yield told(
            "wrong_issuer",
            text.of("result.wrong_issuer.what", w.provider(), w.expected(), clipped(got)));
      }
      case Connected.Declined d -> declined(d);
      case Connected.CodeMissing c ->
          told("code_missing", text.of("result.code_missing.what", c.provider()));
      case Connected.ProviderGone p -> told("provider_gone");
      case Connected.PushRefused p -> {
        var said = p.error() == null ? Integer.toString(p.status()) : p.error();
        var all = p.description() == null ? said : said + ": " + p.description();
        yield told("push_refused", text.of("result.push_refused.what", p.provider(), clipped(all)));
      }
      case Connected.PushNotHeard p ->
          told("push_not_heard", text.of("result.push_not_heard.what", p.provider()));
      case Connected.ExchangeFailed e -> exchangeFailed(e);
      case Connected.NoRefreshToken n ->
          told("no_refresh_token", text.of("result.no_refresh_token.what", n.provider()));
      case Connected.OtherAccount o ->
          told("other_account", text.of("result.other_account.what", o.expected(), o.got()));
      case Connected.AccountRefused a ->
          told("account_refused", text.of("result.account_refused.what", a.provider(), a.detail()));
      case Connected.StoreRefused s ->
          told("store_refused", text.of("store." + s.why().name().toLowerCase(Locale.ROOT)));
    };
  }

  private Told declined(Connected.Declined declined) {
    var key = declined.error().equals("access_denied") ? "declined" : "error";
    var said = declined.error();
    if (declined.description() != null) {
      said = said + ": " + declined.description();
    }
    return told(key, text.of("result." + key + ".what", declined.provider(), clipped(said)));
  }

  private Told exchangeFailed(Connected.ExchangeFailed failed) {
    var key =
        switch (failed.classification()) {
          case Classification.Issued i -> "exchange_failed";
          case Classification.GrantRefused g -> "code_refused";
          case Classification.ClientRefused c -> "client_refused";
          case Classification.Ambiguous a -> "exchange_failed";
          case Classification.NothingDone n -> "provider_away";
          case Classification.Uncertain u -> "answer_lost";
        };
    return told(key, text.of("result." + key + ".what", failed.provider(), said(failed.said())));
  }

  /** The provider's own words; a sentence where it said nothing. */
  private String said(ProviderSaid said) {
    var words = new ArrayList<String>();
    if (said.httpStatus() != null) {
      words.add("HTTP " + said.httpStatus());
    }
    if (said.error() != null) {
      words.add(said.error());
    }
    if (said.errorDescription() != null) {
      words.add(said.errorDescription());
    }
    return words.isEmpty() ? text.of("connect.said_nothing") : clipped(String.join(", ", words));
  }

  private Told told(String key) {
    return told(key, text.of("result." + key + ".what"));
  }

  private Told told(String key, String what) {
    return new Told(text.of("result." + key + ".title"), what, text.of("result." + key + ".mend"));
  }

  private static String clipped(String said) {
    return said.length() <= 300 ? said : said.substring(0, 300) + "…";
  }

  /** Title, what happened, and what helps. */
  public record Told(String title, String what, String mend) {}
}
