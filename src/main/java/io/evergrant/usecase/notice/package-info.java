/** Tells people what they should know without asking: what is open, and when it is over. */
@NullMarked
package io.evergrant.usecase.notice;

import org.jspecify.annotations.NullMarked;
