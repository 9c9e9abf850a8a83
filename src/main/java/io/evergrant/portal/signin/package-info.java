/** Signing in and out, and the first password. */
@NullMarked
package io.evergrant.portal.signin;

import org.jspecify.annotations.NullMarked;
