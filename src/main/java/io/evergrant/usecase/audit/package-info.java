/** Reading and exporting a tenant's log. */
@NullMarked
package io.evergrant.usecase.audit;

import org.jspecify.annotations.NullMarked;
