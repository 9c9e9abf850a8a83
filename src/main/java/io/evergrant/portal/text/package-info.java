/**
 * Every sentence of the portal comes from the message bundle, in the language the browser asks for.
 */
@NullMarked
package io.evergrant.portal.text;

import org.jspecify.annotations.NullMarked;
