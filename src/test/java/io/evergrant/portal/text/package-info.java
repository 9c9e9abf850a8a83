/** What the portal's pages rest on, without a container. */
@NullMarked
package io.evergrant.portal.text;

import org.jspecify.annotations.NullMarked;
