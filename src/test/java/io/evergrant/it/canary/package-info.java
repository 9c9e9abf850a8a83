/**
 * Canaries: secrets of every kind through every address, and then nowhere where they may not be.
 */
@NullMarked
package io.evergrant.it.canary;

import org.jspecify.annotations.NullMarked;
