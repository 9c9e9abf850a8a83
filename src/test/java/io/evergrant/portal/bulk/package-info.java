@NullMarked
package io.evergrant.portal.bulk;

import org.jspecify.annotations.NullMarked;
