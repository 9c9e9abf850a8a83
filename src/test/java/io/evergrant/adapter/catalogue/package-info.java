@NullMarked
package io.evergrant.adapter.catalogue;

import org.jspecify.annotations.NullMarked;
