/** The guarded client against real sockets: what it refuses, and what it says of a lost answer. */
@NullMarked
package io.evergrant.adapter.http;

import org.jspecify.annotations.NullMarked;
