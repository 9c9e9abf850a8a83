package io.evergrant.adapter.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.evergrant.adapter.http.Ask;
import io.evergrant.adapter.http.Got;
import io.evergrant.adapter.http.GuardedClient;
import io.evergrant.adapter.oauth.ClientRequests.Sent;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.secret.ClientSecrets;
import io.evergrant.domain.secret.RefreshToken;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a provider says of an access token, at its userinfo or introspection endpoint. */
final class Told {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final GuardedClient http;
  private final ClientRequests requests;

  Told(GuardedClient http, ClientRequests requests) {
    this.http = http;
    this.requests = requests;
  }

  /** OpenID Connect Core section 5.3.1. */
  Answer userinfo(URI endpoint, AccessToken token) {
    var headers = Map.of("Authorization", "Bearer " + token.reveal(), "Accept", "application/json");
    return read(http.send(Ask.get(endpoint, headers), DEADLINE));
  }

  /** RFC 7662 section 2. */
  Answer introspection(URI endpoint, Provider provider, ClientSecrets secrets, AccessToken token) {
    return introspection(endpoint, provider, secrets, new BearerAccessToken(token.reveal()), null);
  }

  /** With the hint: some providers look for access tokens alone without it. */
  Answer introspection(URI endpoint, Provider provider, ClientSecrets secrets, RefreshToken token) {
    var shown = new com.nimbusds.oauth2.sdk.token.RefreshToken(token.reveal());
    return introspection(endpoint, provider, secrets, shown, "refresh_token");
  }

  private Answer introspection(
      URI endpoint, Provider provider, ClientSecrets secrets, Token token, @Nullable String hint) {
    Map<String, List<String>> more =
        hint == null ? Map.of() : Map.of("token_type_hint", List.of(hint));
    var sent =
        requests.send(
            provider, secrets, login -> login.introspection(endpoint, token, more), DEADLINE);
    return sent instanceof Sent.Ended ended ? read(ended.got()) : new Answer.Silent("not asked");
  }

  /** RFC 6750 section 2.1; what the answer's body says is not read. */
  OptionalInt probe(URI uri, AccessToken token) {
    var headers = Map.of("Authorization", "Bearer " + token.reveal(), "Accept", "*/*");
    return http.send(Ask.get(uri, headers), DEADLINE) instanceof Got.Received received
        ? OptionalInt.of(received.status())
        : OptionalInt.empty();
  }

  private static Answer read(Got got) {
    if (!(got instanceof Got.Received received)) {
      return new Answer.Silent("no answer");
    }
    if (received.status() == 401 || received.status() == 403) {
      return new Answer.Refused(received.status());
    }
    if (received.status() == 429 || received.status() >= 500) {
      return new Answer.Silent("status " + received.status());
    }
    if (received.status() != 200) {
      return new Answer.Unclear("status " + received.status());
    }
    try {
      return new Answer.Claims(JSONObjectUtils.parse(received.body().text()));
    } catch (ParseException e) {
      return new Answer.Unclear("no JSON");
    }
  }

  /** What came back. */
  sealed interface Answer {
    record Claims(Map<String, Object> claims) implements Answer {}

    /** The token, or the client, is not accepted. */
    record Refused(int status) implements Answer {}

    /** An answer that does not tell, and will not tell more next time. */
    record Unclear(String why) implements Answer {}

    /** No answer this time. */
    record Silent(String why) implements Answer {}
  }
}
