/** A request that is sent again does nothing twice (draft-ietf-httpapi-idempotency-key-header). */
@NullMarked
package io.evergrant.usecase.idempotency;

import org.jspecify.annotations.NullMarked;
