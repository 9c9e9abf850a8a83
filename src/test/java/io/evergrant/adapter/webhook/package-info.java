@NullMarked
package io.evergrant.adapter.webhook;

import org.jspecify.annotations.NullMarked;
