/** Tests of the providers' pages. */
@NullMarked
package io.evergrant.portal.provider;

import org.jspecify.annotations.NullMarked;
