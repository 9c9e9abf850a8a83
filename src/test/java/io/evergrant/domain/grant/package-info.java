@NullMarked
package io.evergrant.domain.grant;

import org.jspecify.annotations.NullMarked;
