package io.evergrant.adapter.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import io.evergrant.domain.secret.TicketSecret;
import io.evergrant.domain.ticket.Binding;
import io.evergrant.usecase.port.ProofOfPossession.Checked;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check of RFC 9449 section 4.3, by a proof that is good but for one thing. */
class DpopProofsTest {
  private static final URI HERE =
      URI.create("https://grants.example.com/api/v1/grants/7/forward/a");
  private static final TicketSecret TICKET = new TicketSecret("egt_one");

  private final ECKey key = key();
  private final DpopProofs proofs = new DpopProofs();

  @Test
  void a_proof_of_this_key_for_this_call_and_ticket_is_good() throws Exception {
    assertThat(check(proof(key, "GET", HERE, Instant.now(), TICKET)))
        .isEqualTo(new Checked.Good("the-id"));
  }

  @Test
  void P13_a_proof_is_of_the_tickets_own_key() throws Exception {
    assertBad(proof(key(), "GET", HERE, Instant.now(), TICKET));
  }

  @Test
  void P13_a_proof_is_for_one_method_and_address() throws Exception {
    assertBad(proof(key, "DELETE", HERE, Instant.now(), TICKET));
    assertBad(proof(key, "GET", URI.create(HERE + "b"), Instant.now(), TICKET));
    assertBad(proof(key, "GET", URI.create("https://evil.example/a"), Instant.now(), TICKET));
  }

  @Test
  void P13_a_proof_is_for_one_ticket() throws Exception {
    assertBad(proof(key, "GET", HERE, Instant.now(), new TicketSecret("egt_two")));
  }

  @Test
  void P13_a_proof_is_of_now() throws Exception {
    for (var other : List.of(Duration.ofMinutes(-6), Duration.ofMinutes(6))) {
      assertBad(proof(key, "GET", HERE, Instant.now().plus(other), TICKET));
    }
  }

  @Test
  void a_page_whose_clock_is_minutes_fast_or_slow_is_served() throws Exception {
    for (var other : List.of(Duration.ofMinutes(-4), Duration.ofMinutes(4))) {
      assertThat(check(proof(key, "GET", HERE, Instant.now().plus(other), TICKET)))
          .as("%s off", other)
          .isEqualTo(new Checked.Good("the-id"));
    }
  }

  @Test
  void what_is_no_proof_is_none() throws Exception {
    var good = proof(key, "GET", HERE, Instant.now(), TICKET);
    var unsigned = good.substring(0, good.lastIndexOf('.') + 1);
    var none = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6Im5vbmUifQ." + good.split("\\.", -1)[1] + ".";
    for (var text : List.of("", "x", "a.b.c", unsigned, none, good + "x", "x".repeat(5_000))) {
      assertBad(text);
    }
  }

  private Checked check(String proof) throws JOSEException {
    var bound = new Binding.DpopKey(key.computeThumbprint().toString());
    return proofs.check(proof, "GET", HERE, TICKET, bound);
  }

  private void assertBad(String proof) throws JOSEException {
    assertThat(check(proof)).isInstanceOf(Checked.Bad.class);
  }

  private static String proof(ECKey by, String method, URI uri, Instant at, TicketSecret ticket)
      throws JOSEException {
    return new DefaultDPoPProofFactory(by, JWSAlgorithm.ES256)
        .createDPoPJWT(
            new JWTID("the-id"), method, uri, Date.from(at), new DPoPAccessToken(ticket.reveal()))
        .serialize();
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
