/** How adapters ask a store once for what many callers ask at the same moment. */
@NullMarked
package io.evergrant.adapter.together;

import org.jspecify.annotations.NullMarked;
