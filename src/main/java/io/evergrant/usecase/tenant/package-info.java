/** Organisations from their beginning to their end, their members, and how they sign in. */
@NullMarked
package io.evergrant.usecase.tenant;

import org.jspecify.annotations.NullMarked;
