/** What the portal's pages rest on, without a container. */
@NullMarked
package io.evergrant.portal.audit;

import org.jspecify.annotations.NullMarked;
