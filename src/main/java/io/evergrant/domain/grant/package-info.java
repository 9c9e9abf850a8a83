/**
 * One account's authorization at a provider, and when its next refresh is due. All rules here are
 * pure functions of their arguments.
 */
@NullMarked
package io.evergrant.domain.grant;

import org.jspecify.annotations.NullMarked;
