/** What the verifier finds, and what it does not take for a fault. */
@NullMarked
package io.evergrant.verifier;

import org.jspecify.annotations.NullMarked;
