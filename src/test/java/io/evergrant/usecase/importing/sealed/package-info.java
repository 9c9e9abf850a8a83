@NullMarked
package io.evergrant.usecase.importing.sealed;

import org.jspecify.annotations.NullMarked;
