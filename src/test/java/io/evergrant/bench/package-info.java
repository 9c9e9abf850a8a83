/**
 * What a refresh costs, on the portal as it is delivered and on durable stores. It prints and
 * writes figures and asserts none of them: a figure belongs to a machine.
 */
@NullMarked
package io.evergrant.bench;

import org.jspecify.annotations.NullMarked;
