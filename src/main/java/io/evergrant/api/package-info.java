/**
 * The API for tenants' back ends: Jakarta REST under {@code /api/v1}, nothing for browsers. A call
 * is known by its key and by nothing else: no cookie is read or set here. Every error is a problem
 * document (RFC 9457) with a type that stays.
 */
@NullMarked
package io.evergrant.api;

import org.jspecify.annotations.NullMarked;
