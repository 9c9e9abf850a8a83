@NullMarked
package io.evergrant.usecase.grant;

import org.jspecify.annotations.NullMarked;
