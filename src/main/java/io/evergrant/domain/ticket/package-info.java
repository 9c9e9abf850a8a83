/**
 * Tickets: what a front end holds instead of a token. A ticket is for one grant, lives at most a
 * quarter of an hour, and is good for calls through Evergrant alone.
 */
@NullMarked
package io.evergrant.domain.ticket;

import org.jspecify.annotations.NullMarked;
