package io.evergrant.adapter.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.AccessTokenValidationException;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import io.evergrant.domain.secret.TicketSecret;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.usecase.port.ProofOfPossession;
import jakarta.inject.Singleton;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;

/**
 * Proofs of possession by the SDK: asymmetric algorithms alone, and five minutes either way,
 * because the clock of a person's device is nobody's to set (RFC 9449 section 11.1). No nonce is
 * asked for: a proof is good once for as long as its ticket lives.
 */
@Singleton
public class DpopProofs implements ProofOfPossession {
  /** Longer ones are not looked at: a key and five short claims are a good deal less. */
  private static final int LONGEST = 4_096;

  private static final int LONGEST_ID = 256;
  private static final long CLOCK_SKEW_SECONDS = 300;
  private static final long AGE_SECONDS = 300;

  private final DPoPProtectedResourceRequestVerifier verifier =
      new DPoPProtectedResourceRequestVerifier(
          Set.of(
              JWSAlgorithm.ES256,
              JWSAlgorithm.ES384,
              JWSAlgorithm.ES512,
              JWSAlgorithm.PS256,
              JWSAlgorithm.RS256),
          CLOCK_SKEW_SECONDS,
          AGE_SECONDS,
          null);

  @Override
  public Checked check(
      String proof, String method, URI uri, TicketSecret ticket, Binding.DpopKey key) {
    if (proof.length() > LONGEST) {
      return new Checked.Bad("too long");
    }
    try {
      var jwt = SignedJWT.parse(proof);
      verifier.verify(
          method,
          uri,
          // one issuer for all: which ticket a proof belongs to is told by its hash
          new DPoPIssuer("evergrant"),
          jwt,
          new DPoPAccessToken(ticket.reveal()),
          new JWKThumbprintConfirmation(new Base64URL(key.thumbprint())),
          null,
          null);
      var id = jwt.getJWTClaimsSet().getJWTID();
      return id == null || id.isEmpty() || id.length() > LONGEST_ID
          ? new Checked.Bad("no jti, or a long one")
          : new Checked.Good(id);
    } catch (ParseException | JOSEException e) {
      return new Checked.Bad("no signed JWT");
    } catch (InvalidDPoPProofException e) {
      return new Checked.Bad("not for this call, or not of now");
    } catch (AccessTokenValidationException e) {
      return new Checked.Bad("not for this ticket, or of another key");
    }
  }
}
