package io.evergrant.adapter.webhook;

import io.evergrant.adapter.http.Ask;
import io.evergrant.adapter.http.Got;
import io.evergrant.adapter.http.Got.Lost;
import io.evergrant.adapter.http.Got.NotSent;
import io.evergrant.adapter.http.Got.Received;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.adapter.http.RetryAfter;
import io.evergrant.domain.secret.WebhookSecret;
import io.evergrant.domain.webhook.Answer;
import io.evergrant.domain.webhook.Answer.Why;
import io.evergrant.usecase.port.WebhookSender;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** By the client that providers are asked by. */
@Singleton
public class HttpWebhookSender implements WebhookSender {
  /** The specification asks for 15 to 30 seconds. */
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final GuardedClient http;
  private final InstantSource clock;

  @Inject
  public HttpWebhookSender(GuardedClient http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public boolean permits(URI url) {
    return http.permits(url);
  }

  @Override
  public Answer send(Message message, List<WebhookSecret> secrets) {
    var seconds = message.at().getEpochSecond();
    var signature = Signature.of(secrets, message.id(), seconds, message.body());
    var sent = new ArrayList<String>(List.of(signature.split(" ")));
    secrets.forEach(secret -> sent.add(secret.reveal()));
    var headers =
        Map.of(
            "Content-Type",
            "application/json",
            "webhook-id",
            message.id(),
            "webhook-timestamp",
            Long.toString(seconds),
            "webhook-signature",
            signature);
    return answer(http.send(Ask.post(message.url(), headers, message.body()), DEADLINE), sent);
  }

  private Answer answer(Got got, List<String> sent) {
    return switch (got) {
      case Received received -> answered(received, Said.of(received.body().text(), sent));
      case NotSent not -> new Answer.Missed(why(not), not.latency());
      case Lost lost ->
          new Answer.Missed(
              switch (lost.cause()) {
                case TIMEOUT -> Why.TIMEOUT;
                case RESET -> Why.RESET;
                case CUT -> Why.CUT;
                case TOO_LARGE -> Why.TOO_LARGE;
              },
              lost.latency());
    };
  }

  private Answer answered(Received received, String said) {
    var status = received.status();
    if (status >= 200 && status < 300) {
      return new Answer.Taken(status, said, received.latency());
    }
    if (status == 410) {
      return new Answer.Gone(said, received.latency());
    }
    var wish = RetryAfter.of(received.headers(), clock);
    return new Answer.Refused(
        status, said, Objects.requireNonNullElse(wish, Duration.ZERO), received.latency());
  }

  private static Why why(NotSent not) {
    return switch (not.cause()) {
      case SCHEME -> Why.SCHEME;
      case DNS -> Why.DNS;
      case ADDRESS_REFUSED -> Why.ADDRESS_REFUSED;
      case CONNECT -> not.timeout() ? Why.TIMEOUT : Why.CONNECT;
      case TLS -> Why.TLS;
    };
  }
}
