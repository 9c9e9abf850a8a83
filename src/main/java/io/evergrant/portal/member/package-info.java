/** Who belongs to the organisation. */
@NullMarked
package io.evergrant.portal.member;

import org.jspecify.annotations.NullMarked;
