@NullMarked
package io.evergrant.usecase.refresh;

import org.jspecify.annotations.NullMarked;
