/** One act on many grants: looked at before, asked for, approved, worked off, cancelled. */
@NullMarked
package io.evergrant.usecase.bulk;

import org.jspecify.annotations.NullMarked;
