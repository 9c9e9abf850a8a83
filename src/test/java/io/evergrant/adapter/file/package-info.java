/** Files outside the stores. */
@NullMarked
package io.evergrant.adapter.file;

import org.jspecify.annotations.NullMarked;
