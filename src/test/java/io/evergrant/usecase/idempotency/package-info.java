@NullMarked
package io.evergrant.usecase.idempotency;

import org.jspecify.annotations.NullMarked;
