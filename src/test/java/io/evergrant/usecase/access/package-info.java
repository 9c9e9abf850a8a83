@NullMarked
package io.evergrant.usecase.access;

import org.jspecify.annotations.NullMarked;
