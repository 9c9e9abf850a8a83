/**
 * Import in a browser: the page that seals, the two addresses that its script calls, and the
 * report. No form here sends a token, with a script or without.
 */
@NullMarked
package io.evergrant.portal.importing;

import org.jspecify.annotations.NullMarked;
