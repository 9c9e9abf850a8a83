/** What a tenant's log says, one event a line. */
@NullMarked
package io.evergrant.domain.audit;

import org.jspecify.annotations.NullMarked;
