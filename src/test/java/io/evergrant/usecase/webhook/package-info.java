@NullMarked
package io.evergrant.usecase.webhook;

import org.jspecify.annotations.NullMarked;
