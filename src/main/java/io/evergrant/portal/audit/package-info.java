/** The log on a page and as CSV, with the whole question in the address. */
@NullMarked
package io.evergrant.portal.audit;

import org.jspecify.annotations.NullMarked;
