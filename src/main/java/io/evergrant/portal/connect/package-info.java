/**
 * The way out to a provider and the way back. What the provider put into the address never stays
 * there.
 */
@NullMarked
package io.evergrant.portal.connect;

import org.jspecify.annotations.NullMarked;
