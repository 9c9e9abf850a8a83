/** Password hashes, checked against what they must resist. */
@NullMarked
package io.evergrant.adapter.password;

import org.jspecify.annotations.NullMarked;
