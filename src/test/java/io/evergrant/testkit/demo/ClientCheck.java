package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;

/** Client authentication by {@code client_secret_basic} or {@code client_secret_post}. */
final class ClientCheck {
  private final Store store;

  ClientCheck(Store store) {
    this.store = store;
  }

  Client authenticated(HTTPRequest request) throws Refused {
    ClientAuthentication shown;
    try {
      shown = ClientAuthentication.parse(request);
    } catch (ParseException e) {
      throw new Refused(OAuth2Error.INVALID_CLIENT, "The client authentication cannot be read");
    }
    if (!(shown instanceof PlainClientSecret plain)) {
      throw new Refused(OAuth2Error.INVALID_CLIENT, "Client authentication is missing");
    }
    var client = store.client(plain.getClientID().getValue());
    if (client == null || !client.hasSecret(plain.getClientSecret())) {
      throw new Refused(OAuth2Error.INVALID_CLIENT, "Client authentication failed");
    }
    return client;
  }

  /** Who a request says it comes from, believed for the ledger only. */
  static String claimed(HTTPRequest request) {
    try {
      var shown = ClientAuthentication.parse(request);
      return shown == null ? "" : shown.getClientID().getValue();
    } catch (ParseException e) {
      return "";
    }
  }

  /** RFC 6749, section 5.2: a failed client authentication answers 401 and names the scheme. */
  static HTTPResponse refusal(ErrorObject error) {
    var client = error.getCode().equals(OAuth2Error.INVALID_CLIENT_CODE);
    var status = client ? 401 : error.getHTTPStatusCode() == 0 ? 400 : error.getHTTPStatusCode();
    var answer = Answers.json(status, error.toJSONObject());
    if (client) {
      answer.setWWWAuthenticate("Basic realm=\"demo provider\", charset=\"UTF-8\"");
    }
    return answer;
  }
}
