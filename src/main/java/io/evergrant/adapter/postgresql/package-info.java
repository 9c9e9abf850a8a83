/**
 * PostgreSQL by plain SQL through Jdbi. Each store holds the statements it runs; row-level security
 * holds the tenants apart, so a statement that forgot its tenant would find nothing rather than too
 * much. What crosses tenants is a listed function of the database ({@code V3__across_tenants.sql}).
 */
@NullMarked
package io.evergrant.adapter.postgresql;

import org.jspecify.annotations.NullMarked;
