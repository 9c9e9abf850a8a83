/**
 * Every sentence of the portal comes from the message bundle, in the language that was chosen, or
 * that the browser asks for.
 */
@NullMarked
package io.evergrant.portal.text;

import org.jspecify.annotations.NullMarked;
