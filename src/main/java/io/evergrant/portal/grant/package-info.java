/** The list of grants and one grant in full. */
@NullMarked
package io.evergrant.portal.grant;

import org.jspecify.annotations.NullMarked;
