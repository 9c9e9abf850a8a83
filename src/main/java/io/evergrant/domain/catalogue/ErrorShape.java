package io.evergrant.domain.catalogue;

/**
 * How the token endpoint says no.
 *
 * @param status of the answer; 0 where the page does not tell
 * @param error the code in the body
 */
public record ErrorShape(int status, String error, String meaning) {}
