@NullMarked
package io.evergrant.usecase.bulk;

import org.jspecify.annotations.NullMarked;
