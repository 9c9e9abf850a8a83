/**
 * Calls to a provider's API through Evergrant: by a back end with its key, or by a front end with a
 * ticket that a back end minted for it. The token stays here.
 */
@NullMarked
package io.evergrant.usecase.access.forward;

import org.jspecify.annotations.NullMarked;
