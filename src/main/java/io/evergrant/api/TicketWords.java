package io.evergrant.api;

import io.evergrant.usecase.access.forward.TicketProblem;
import io.evergrant.usecase.access.forward.UseTicket.Why;
import jakarta.ws.rs.core.HttpHeaders;

/** What is wrong with a ticket, or with the wish for one, and what helps. */
final class TicketWords {
  private TicketWords() {}

  static Problem of(Why why) {
    return switch (why) {
      case UNKNOWN ->
          challenged(
              ProblemType.TICKET_UNKNOWN,
              "invalid_token",
              "It is no ticket of this grant. Have your back end mint one.");
      case ENDED ->
          challenged(
              ProblemType.TICKET_ENDED,
              "invalid_token",
              "Its time is over, or the key's that minted it. Have your back end mint another.");
      case NO_PROOF ->
          challenged(
              ProblemType.PROOF_REFUSED,
              "invalid_dpop_proof",
              "The ticket is bound to a key: send it as «Authorization: DPoP …», with a proof in"
                  + " the header «DPoP».");
      case BAD_PROOF ->
          challenged(
              ProblemType.PROOF_REFUSED,
              "invalid_dpop_proof",
              "Make a proof for each call, by the key of the ticket: with typ dpop+jwt, its method"
                  + " (htm), its address without the query (htu), the hash of the ticket (ath), the"
                  + " time (iat, at most five minutes off) and a new jti.");
      case NOT_BY_COOKIE ->
          new Problem(
              ProblemType.TICKET_TOO_NARROW,
              "The ticket is bound to the browser: it comes in its cookie and in no other way.");
      case OTHER_ORIGIN ->
          new Problem(
              ProblemType.TICKET_TOO_NARROW, "The ticket is for the pages of another origin.");
      case OTHER_METHOD ->
          new Problem(ProblemType.TICKET_TOO_NARROW, "The ticket is for other methods.");
    };
  }

  static Problem otherPath() {
    return new Problem(ProblemType.TICKET_TOO_NARROW, "The ticket is for other paths.");
  }

  /** RFC 9449 section 7.1. */
  private static Problem challenged(ProblemType type, String error, String detail) {
    return new Problem(type, detail)
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            "DPoP realm=\"evergrant\", error=\""
                + error
                + "\", algs=\"ES256 ES384 ES512 PS256 RS256\"");
  }

  static String of(TicketProblem.Why why) {
    return switch (why) {
      case LIFE -> "A ticket lives from 1 to 900 seconds.";
      case EMPTY -> "An empty list would allow nothing. Leave it out for what is usual.";
      case TOO_MANY -> "At most 50 paths. Join some.";
      case NOT_A_METHOD -> "Name methods among GET, HEAD, POST, PUT, PATCH and DELETE.";
      case NOT_A_PATH ->
          "A path begins with its host, such as api.example.com/v1/files, and has no dot segments.";
      case NOT_AN_ORIGIN ->
          "An origin is what browsers call it, such as https://app.example.com, without a slash.";
      case NOT_A_THUMBPRINT ->
          "This is the SHA-256 thumbprint of a public key (RFC 7638), 43 characters of base64url.";
      case ORIGIN_NEEDED ->
          "A ticket in a cookie names the origin of the pages that may use it. For one that is"
              + " bound by a key, send dpop_jkt.";
    };
  }
}
