/** YAML as people send it. */
@NullMarked
package io.evergrant.adapter.yaml;

import org.jspecify.annotations.NullMarked;
