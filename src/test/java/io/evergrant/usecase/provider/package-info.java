@NullMarked
package io.evergrant.usecase.provider;

import org.jspecify.annotations.NullMarked;
