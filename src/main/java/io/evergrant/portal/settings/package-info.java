/** What an organisation chooses for itself. */
@NullMarked
package io.evergrant.portal.settings;

import org.jspecify.annotations.NullMarked;
