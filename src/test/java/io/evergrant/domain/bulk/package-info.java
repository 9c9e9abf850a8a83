@NullMarked
package io.evergrant.domain.bulk;

import org.jspecify.annotations.NullMarked;
