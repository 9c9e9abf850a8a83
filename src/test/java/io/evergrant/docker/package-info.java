/** What can be said of the container files without an engine. */
@NullMarked
package io.evergrant.docker;

import org.jspecify.annotations.NullMarked;
