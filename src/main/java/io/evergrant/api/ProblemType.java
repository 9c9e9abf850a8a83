package io.evergrant.api;

import java.util.Locale;

/** What can go wrong. The types are part of the contract: none changes its meaning. */
enum ProblemType {
  KEY_MISSING(401, "An API key is needed"),
  KEY_UNKNOWN(401, "This API key is not known"),
  KEY_ENDED(401, "This API key has ended"),
  KEY_REVOKED(401, "This API key is revoked"),
  TICKET_UNKNOWN(401, "This ticket is not known here"),
  TICKET_ENDED(401, "This ticket has ended"),
  PROOF_REFUSED(401, "The proof of possession is not good for this call"),
  TICKET_TOO_NARROW(403, "This ticket does not allow the call"),
  API_HOST_UNKNOWN(403, "Calls are not forwarded to this host"),
  ORGANISATION_SUSPENDED(403, "The organisation of this API key is suspended"),
  ADDRESS_REFUSED(403, "This API key may not be used from here"),
  SCOPE_MISSING(403, "This API key lacks a scope"),
  BEYOND_OWN(403, "This API key gives no more than it has"),
  ONE_PROVIDER_ONLY(403, "This API key is for one provider"),
  ADMIN_NEEDED(403, "Only an admin may do that, on the pages"),
  NOT_FOUND(404, "Nothing is here"),
  METHOD_NOT_ALLOWED(405, "This address does not know the method"),
  NOT_ACCEPTABLE(406, "The answer would be application/json"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of a kind that is not read here"),
  SERIALIZED_OBJECT(415, "Serialized objects are not read here"),
  BODY_TOO_LARGE(413, "The body is too large"),
  MALFORMED_BODY(400, "The body could not be read"),
  INVALID_PARAMETER(400, "A parameter is wrong"),
  INVALID_BODY(422, "A field of the body is wrong"),
  INVALID_HEADER(400, "A header is wrong"),
  BAD_REQUEST(400, "The request could not be understood"),
  PRECONDITION_REQUIRED(428, "A change needs to say what it changes"),
  PRECONDITION_FAILED(412, "It is not any more what was to be changed"),
  NAME_TAKEN(409, "Another one has this name"),
  IDEMPOTENT_UNDER_WAY(409, "The same request is under way"),
  IDEMPOTENT_ANSWER_LOST(409, "What became of the same request is not known"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
  WRONG_STATE(409, "It does not stand so that this could be done"),
  GRANT_NOT_ACTIVE(409, "The grant needs a person"),
  TOO_MANY_CALLS(429, "Too many calls with this key"),
  NOT_NOW(503, "The provider gives no token at the moment"),
  TOKEN_REPLACED(503, "The provider wanted a new token, which is there now"),
  API_NOT_REACHED(502, "The provider's API was not reached"),
  API_ANSWER_CUT(502, "The provider's answer broke off"),
  HTTP_VERSION_UNFIT(505, "This answer needs HTTP/1.1"),
  API_TIMEOUT(504, "The provider's API does not answer"),
  STORE_UNAVAILABLE(503, "A store does not serve"),
  INTERNAL(500, "Something broke");

  private static final String SPACE = "urn:evergrant:problem:";

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The {@code type} member (RFC 9457 section 3.1.1). */
  String uri() {
    return SPACE + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
