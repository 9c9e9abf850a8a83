/**
 * What is written into Vault, byte by byte. The store itself is real, and tested under {@code it}.
 */
@NullMarked
package io.evergrant.adapter.vault;

import org.jspecify.annotations.NullMarked;
