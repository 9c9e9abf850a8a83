package io.evergrant.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import io.evergrant.testkit.BackEnd.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/** A page of a tenant's product, without a browser: a key of its own, and a ticket. */
public final class FrontEnd {
  private final URI base;
  private final ECKey key;

  public FrontEnd(URI base) {
    this.base = base;
    try {
      key = new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** What its back end binds a ticket to. */
  public String thumbprint() {
    try {
      return key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  public Answer get(String ticket, String path) {
    return call("GET", ticket, path, request -> request);
  }

  /** With the ticket and a fresh proof, and whatever else the test wants. */
  public Answer call(
      String method, String ticket, String path, UnaryOperator<HttpRequest.Builder> more) {
    return BackEnd.send(
        base,
        path,
        request ->
            more.apply(
                signed(request.method(method, BodyPublishers.noBody()), method, ticket, path)));
  }

  /** Puts the ticket and a fresh proof on a request. */
  public HttpRequest.Builder signed(
      HttpRequest.Builder request, String method, String ticket, String path) {
    return request
        .header("Authorization", "DPoP " + ticket)
        .header("DPoP", proof(method, ticket, path));
  }

  /** A proof for a call; the query plays no part (RFC 9449 section 4.2). */
  public String proof(String method, String ticket, String path) {
    return proof(method, ticket, path, Instant.now());
  }

  /** The same, by a clock that says so. */
  public String proof(String method, String ticket, String path, Instant at) {
    try {
      return new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
          .createDPoPJWT(
              new JWTID(),
              method,
              URI.create(base + path.split("\\?", -1)[0]),
              Date.from(at),
              new DPoPAccessToken(ticket))
          .serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
