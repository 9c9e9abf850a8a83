/**
 * Access tokens on demand: from the sealed token set when it lives long enough, else by the same
 * refresh that the timer starts. No token leaves this package but an access token.
 */
@NullMarked
package io.evergrant.usecase.access;

import org.jspecify.annotations.NullMarked;
