@NullMarked
package io.evergrant.usecase.connect;

import org.jspecify.annotations.NullMarked;
