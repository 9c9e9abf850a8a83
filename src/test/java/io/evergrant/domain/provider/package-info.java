@NullMarked
package io.evergrant.domain.provider;

import org.jspecify.annotations.NullMarked;
