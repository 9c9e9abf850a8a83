/** Tests of what was observed. */
@NullMarked
package io.evergrant.domain.observed;

import org.jspecify.annotations.NullMarked;
