/** Registering and changing providers. The client secret goes to Vault and never comes back. */
@NullMarked
package io.evergrant.usecase.provider;

import org.jspecify.annotations.NullMarked;
