package io.evergrant.adapter.oauth;

import static io.evergrant.domain.provider.ClientAuthentication.PRIVATE_KEY_JWT;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.evergrant.adapter.http.Got;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.domain.outcome.Classification;
import io.evergrant.domain.outcome.Classifier;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Requests for which a client proves itself. Where it is not known by its newest secret or key the
 * same is asked once more with the former one, while that is good: a provider that refuses the
 * client has looked at nothing else (RFC 6749 section 5.2), so no token was spent.
 */
@Singleton
public class ClientRequests {
  private static final Logger LOG = System.getLogger(ClientRequests.class.getName());

  private final GuardedClient http;
  private final ClientLogins logins;
  private final AnswerReader reader;
  private final Ticker ticker;

  @Inject
  public ClientRequests(
      GuardedClient http, ClientLogins logins, InstantSource clock, Ticker ticker) {
    this.http = http;
    this.logins = logins;
    this.reader = new AnswerReader(clock);
    this.ticker = ticker;
  }

  /**
   * Sends what the client's login makes of it.
   *
   * @param deadline for all of it: whoever asks holds a lease for so long
   */
  Sent send(
      Provider provider,
      ClientSecrets secrets,
      Function<ClientLogin, HTTPRequest> request,
      Duration deadline) {
    var start = ticker.nanos();
    try {
      var ways = logins.of(provider, secrets);
      Sent sent = new Sent.Unproved("there is no secret, or no key");
      for (var i = 0; i < ways.size(); i++) {
        var ask = Asks.of(request.apply(ways.get(i).get()));
        var waited = i > 0 || provider.clientAuthentication() == PRIVATE_KEY_JWT;
        var left = waited ? deadline.minusNanos(ticker.nanos() - start) : deadline;
        if (left.compareTo(deadline.dividedBy(2)) < 0) {
          // a request that is cut off may be answered after all: this one is rather not begun
          return new Sent.TooLate();
        }
        var got = http.send(ask, left);
        sent = new Sent.Ended(got);
        if (i + 1 == ways.size() || !refusesClient(got)) {
          break;
        }
        LOG.log(
            Level.WARNING,
            "provider {0} does not know the client by what is newest; the former one is tried",
            provider.id());
      }
      return sent;
    } catch (StoreUnavailable e) {
      LOG.log(Level.WARNING, "a client could not prove itself: {0}", e.getMessage());
      return new Sent.Unproved(String.valueOf(e.getMessage()));
    }
  }

  /** By the very judgement that would pause the provider. */
  private boolean refusesClient(Got got) {
    return Classifier.classify(reader.read(got, Redaction.of()))
        instanceof Classification.ClientRefused;
  }

  /** How it ended. */
  sealed interface Sent {
    /** The answer to the last request, or its failure. */
    record Ended(Got got) implements Sent {}

    /** Nothing was sent: our own store gave no secret, or no signature. */
    record Unproved(String why) implements Sent {}

    /** What was sent was refused, or nothing was; for more there was no time. */
    record TooLate() implements Sent {}
  }
}
