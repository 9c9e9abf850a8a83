/** Making, rotating and revoking API keys, and telling whose key a call carries. */
@NullMarked
package io.evergrant.usecase.apikey;

import org.jspecify.annotations.NullMarked;
