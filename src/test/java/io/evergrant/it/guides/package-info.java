/** The guides, run as they stand in {@code docs/guides}, against the whole of Evergrant. */
@NullMarked
package io.evergrant.it.guides;

import org.jspecify.annotations.NullMarked;
