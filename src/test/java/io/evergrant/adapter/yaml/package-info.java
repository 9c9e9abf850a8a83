@NullMarked
package io.evergrant.adapter.yaml;

import org.jspecify.annotations.NullMarked;
