/** The keys by which a tenant's back ends call the API, and what each of them may do. */
@NullMarked
package io.evergrant.domain.apikey;

import org.jspecify.annotations.NullMarked;
