/**
 * What the use cases need of the world outside. Adapters implement these; every method that touches
 * a tenant's row takes the tenant.
 */
@NullMarked
package io.evergrant.usecase.port;

import org.jspecify.annotations.NullMarked;
