/** EJB timers: they start use cases and do nothing themselves. */
@NullMarked
package io.evergrant.timer;

import org.jspecify.annotations.NullMarked;
