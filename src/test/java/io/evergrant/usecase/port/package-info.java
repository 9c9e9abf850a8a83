/** Tests of the API's parts without a server. */
@NullMarked
package io.evergrant.usecase.port;

import org.jspecify.annotations.NullMarked;
