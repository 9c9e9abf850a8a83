@NullMarked
package io.evergrant.usecase.notice;

import org.jspecify.annotations.NullMarked;
