/** What was seen of a provider at its grants, beside what was said of it. */
@NullMarked
package io.evergrant.domain.observed;

import org.jspecify.annotations.NullMarked;
