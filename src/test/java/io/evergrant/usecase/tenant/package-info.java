/** The life of an organisation, with stores and a Vault that are told what to do. */
@NullMarked
package io.evergrant.usecase.tenant;

import org.jspecify.annotations.NullMarked;
