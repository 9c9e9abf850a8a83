/**
 * An authorization server together with one tenant's client registration at it, and what is known
 * of its habits.
 */
@NullMarked
package io.evergrant.domain.provider;

import org.jspecify.annotations.NullMarked;
