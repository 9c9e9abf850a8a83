@NullMarked
package io.evergrant.usecase.access.forward;

import org.jspecify.annotations.NullMarked;
