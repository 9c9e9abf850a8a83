@NullMarked
package io.evergrant.usecase.handover;

import org.jspecify.annotations.NullMarked;
