@NullMarked
package io.evergrant.usecase.importing;

import org.jspecify.annotations.NullMarked;
