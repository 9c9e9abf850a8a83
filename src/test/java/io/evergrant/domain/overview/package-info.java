/** Tests of the package of the same name. */
@NullMarked
package io.evergrant.domain.overview;

import org.jspecify.annotations.NullMarked;
