/** Pages that show what is known of providers. */
@NullMarked
package io.evergrant.portal.catalogue;

import org.jspecify.annotations.NullMarked;
