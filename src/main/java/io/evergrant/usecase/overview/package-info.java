/** What people see of their grants at a glance and in full. */
@NullMarked
package io.evergrant.usecase.overview;

import org.jspecify.annotations.NullMarked;
