/** A test of a provider's registration, stage after stage, and what each stage found. */
@NullMarked
package io.evergrant.domain.staged;

import org.jspecify.annotations.NullMarked;
