@NullMarked
package io.evergrant.usecase.audit;

import org.jspecify.annotations.NullMarked;
