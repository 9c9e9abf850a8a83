/** Tests of the API's parts without a server. */
@NullMarked
package io.evergrant.api;

import org.jspecify.annotations.NullMarked;
