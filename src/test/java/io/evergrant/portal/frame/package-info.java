/** What the portal's pages rest on, without a container. */
@NullMarked
package io.evergrant.portal.frame;

import org.jspecify.annotations.NullMarked;
