/** One act on many grants: what is asked for, whom it hits, and what became of each. */
@NullMarked
package io.evergrant.domain.bulk;

import org.jspecify.annotations.NullMarked;
