/**
 * The stores against a real PostgreSQL 18 with the production roles and migrations. One server
 * serves every class of a run; tests keep apart by tenants of their own.
 */
@NullMarked
package io.evergrant.it.postgresql;

import org.jspecify.annotations.NullMarked;
