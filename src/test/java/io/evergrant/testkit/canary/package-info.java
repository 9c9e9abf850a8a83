/**
 * Secrets that a test lets through the portal, and the search for them wherever none may lie: as
 * they are, and as a log, a form, a page, JSON or a header would have written them.
 */
@NullMarked
package io.evergrant.testkit.canary;

import org.jspecify.annotations.NullMarked;
