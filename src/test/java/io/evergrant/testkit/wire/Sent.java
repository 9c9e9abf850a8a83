package io.evergrant.testkit.wire;

/**
 * A request that is about to go on.
 *
 * @param text its bytes as ISO 8859-1: for PostgreSQL with the text of every statement, also of
 *     those that are called by their number
 * @param before what was said on the same connection before, since the last transaction there was
 *     over; empty for nothing
 */
public record Sent(String text, String before) {}
