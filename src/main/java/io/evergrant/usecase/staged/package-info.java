/** Trying a provider's registration, stage after stage. */
@NullMarked
package io.evergrant.usecase.staged;

import org.jspecify.annotations.NullMarked;
