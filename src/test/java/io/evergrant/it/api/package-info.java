/** The API of a running portal, called as a tenant's back end calls it. */
@NullMarked
package io.evergrant.it.api;

import org.jspecify.annotations.NullMarked;
