/** Tests of API keys without a database. */
@NullMarked
package io.evergrant.usecase.apikey;

import org.jspecify.annotations.NullMarked;
