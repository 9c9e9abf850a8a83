/**
 * What stands around every page: who is signed in, which address shows which page to whom, security
 * headers, notes after a redirect, problem pages. Addresses live in one table, so no page can be
 * reached that the table does not guard.
 */
@NullMarked
package io.evergrant.portal.frame;

import org.jspecify.annotations.NullMarked;
