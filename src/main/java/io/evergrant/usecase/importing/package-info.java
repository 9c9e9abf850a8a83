/**
 * Tokens that another program kept move in: read from JSON, JSON Lines or CSV as the usual client
 * libraries wrote them, stored as a consent is, and proved by a first refresh. Nothing is ever
 * deserialized: what a serialized object could run is not worth a token.
 */
@NullMarked
package io.evergrant.usecase.importing;

import org.jspecify.annotations.NullMarked;
