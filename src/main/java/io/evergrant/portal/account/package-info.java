/** What a person chooses for oneself. */
@NullMarked
package io.evergrant.portal.account;

import org.jspecify.annotations.NullMarked;
