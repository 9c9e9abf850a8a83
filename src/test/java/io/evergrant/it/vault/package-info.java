/** The Vault adapter against a real OpenBao, under the portal's own login and policy. */
@NullMarked
package io.evergrant.it.vault;

import org.jspecify.annotations.NullMarked;
