/** Inside the container: deployed with the WAR, so nothing here may know the testkit. */
@NullMarked
package io.evergrant.it.container;

import org.jspecify.annotations.NullMarked;
