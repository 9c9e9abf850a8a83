/** Passwords are kept as Argon2id hashes alone (RFC 9106), each with its own salt and its costs. */
@NullMarked
package io.evergrant.adapter.password;

import org.jspecify.annotations.NullMarked;
