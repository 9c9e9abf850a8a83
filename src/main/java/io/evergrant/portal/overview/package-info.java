/** The first page: what needs a person. */
@NullMarked
package io.evergrant.portal.overview;

import org.jspecify.annotations.NullMarked;
