/** Pages of acts on many grants. */
@NullMarked
package io.evergrant.portal.bulk;

import org.jspecify.annotations.NullMarked;
