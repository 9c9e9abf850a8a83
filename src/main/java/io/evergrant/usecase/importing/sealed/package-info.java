/**
 * Imports in a browser. The tokens leave the page sealed to a key that is good once, for one
 * session, for five minutes; they are opened here and imported as any others.
 */
@NullMarked
package io.evergrant.usecase.importing.sealed;

import org.jspecify.annotations.NullMarked;
