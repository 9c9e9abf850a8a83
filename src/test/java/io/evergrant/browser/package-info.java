/**
 * The portal in a real browser, with the real stores and a provider on another site. Every page
 * that a test looks at is checked for accessibility and for its security headers on the way.
 */
@NullMarked
package io.evergrant.browser;

import org.jspecify.annotations.NullMarked;
