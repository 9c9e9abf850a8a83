/** Tests of the package of the same name. */
@NullMarked
package io.evergrant.portal.overview;

import org.jspecify.annotations.NullMarked;
