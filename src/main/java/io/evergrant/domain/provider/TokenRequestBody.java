package io.evergrant.domain.provider;

/** How parameters go to the token endpoint. */
public enum TokenRequestBody {
  /** {@code application/x-www-form-urlencoded}, RFC 6749 section 4.1.3. */
  FORM,
  /** The same names and values as members of one JSON object. */
  JSON
}
