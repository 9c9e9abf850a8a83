/**
 * Vault or OpenBao. Whatever is secret is sealed by transit with the tenant's key, bound to what it
 * belongs to, before it is written to KV; every write is a check-and-set; nothing is tried again by
 * itself except a request that was refused because the portal's own login had ended.
 */
@NullMarked
package io.evergrant.adapter.vault;

import org.jspecify.annotations.NullMarked;
