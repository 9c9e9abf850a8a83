/**
 * Wiring: what the container does not know by itself. Configuration is read here and nowhere else,
 * and a wrong value stops the start with its key, the cause and the mend.
 */
@NullMarked
package io.evergrant.bootstrap;

import org.jspecify.annotations.NullMarked;
