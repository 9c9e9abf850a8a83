/**
 * What an admin sees of all grants at once: how they stand, what ends soon, what became of
 * refreshes.
 */
@NullMarked
package io.evergrant.domain.overview;

import org.jspecify.annotations.NullMarked;
