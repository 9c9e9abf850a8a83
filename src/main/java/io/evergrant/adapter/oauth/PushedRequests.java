package io.evergrant.adapter.oauth;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.evergrant.adapter.http.Got;
import io.evergrant.adapter.oauth.ClientRequests.Sent;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.usecase.port.PushedAuthorization;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pushes authorization requests (RFC 9126 section 2.1). */
@Singleton
public class PushedRequests implements PushedAuthorization {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int LONGEST = 2_000;

  private final ClientRequests requests;

  @Inject
  public PushedRequests(ClientRequests requests) {
    this.requests = requests;
  }

  @Override
  public Pushed push(Provider provider, ClientSecrets secrets, Map<String, String> parameters) {
    var endpoint = Objects.requireNonNull(provider.endpoints().pushedAuthorization());
    var sent =
        requests.send(provider, secrets, login -> request(endpoint, login, parameters), DEADLINE);
    return switch (sent) {
      case Sent.Unproved unproved -> new Pushed.Unproved();
      case Sent.TooLate late -> new Pushed.NotReached();
      case Sent.Ended(Got.Received received) -> read(received);
      case Sent.Ended ended -> new Pushed.NotReached();
    };
  }

  private static HTTPRequest request(
      URI endpoint, ClientLogin login, Map<String, String> parameters) {
    var request = new HTTPRequest(HTTPRequest.Method.POST, endpoint);
    request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    var all = new HashMap<String, List<String>>();
    parameters.forEach((name, value) -> all.put(name, List.of(value)));
    request.setBody(URLUtils.serializeParameters(all));
    if (login.proof() != null) {
      login.proof().applyTo(request);
    }
    return request;
  }

  /** Section 2.2 asks for 201, and some answer 200. */
  private static Pushed read(Got.Received received) {
    var fields = Fields.read(received.body().text());
    var at = fields == null ? null : fields.text("request_uri");
    if (at != null && received.status() < 300 && at.length() <= LONGEST) {
      return new Pushed.At(at);
    }
    if (received.status() == 429 || received.status() >= 500) {
      return new Pushed.NotReached();
    }
    var redaction = Redaction.of();
    return new Pushed.Refused(
        received.status(),
        fields == null ? null : redaction.clean(fields.error()),
        fields == null ? null : redaction.clean(fields.errorDescription()));
  }
}
