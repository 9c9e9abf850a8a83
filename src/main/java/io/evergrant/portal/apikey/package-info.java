/** API keys: the list, making one, and one key with what an admin can do to it. */
@NullMarked
package io.evergrant.portal.apikey;

import org.jspecify.annotations.NullMarked;
