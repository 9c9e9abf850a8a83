/** The operator's view of the installation, without any tenant's rows. */
@NullMarked
package io.evergrant.portal.operator;

import org.jspecify.annotations.NullMarked;
