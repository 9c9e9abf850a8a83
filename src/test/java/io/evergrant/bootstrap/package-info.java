@NullMarked
package io.evergrant.bootstrap;

import org.jspecify.annotations.NullMarked;
