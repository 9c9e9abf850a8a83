/** Tests of the staged test. */
@NullMarked
package io.evergrant.usecase.staged;

import org.jspecify.annotations.NullMarked;
