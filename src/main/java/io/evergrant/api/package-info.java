/**
 * The API for tenants' back ends: Jakarta REST under {@code /api/v1}, nothing for browsers but what
 * a ticket allows ({@link io.evergrant.api.FrontEnds}). A call is known by its key: no session
 * plays a part, no cookie is set, and only a ticket's is read. Every error is a problem document
 * (RFC 9457) with a type that stays.
 */
@NullMarked
package io.evergrant.api;

import org.jspecify.annotations.NullMarked;
