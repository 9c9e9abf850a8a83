/** Reads the catalogue of providers: YAML files in this application, {@code /catalogue}. */
@NullMarked
package io.evergrant.adapter.catalogue;

import org.jspecify.annotations.NullMarked;
