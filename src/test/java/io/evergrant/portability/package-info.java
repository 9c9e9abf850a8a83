/** The same WAR on a server of another make. Only {@code mvn -Pportability verify} runs it. */
@NullMarked
package io.evergrant.portability;

import org.jspecify.annotations.NullMarked;
