@NullMarked
package io.evergrant.domain.notice;

import org.jspecify.annotations.NullMarked;
