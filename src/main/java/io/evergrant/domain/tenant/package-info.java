/** Who uses Evergrant: organisations, their people, and who did a thing. */
@NullMarked
package io.evergrant.domain.tenant;

import org.jspecify.annotations.NullMarked;
