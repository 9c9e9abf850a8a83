/**
 * A proxy between two real parts that can, while they talk, hold, delay, cut, double or break off
 * what they say. It knows where a request begins and ends (HTTP/1.1, PostgreSQL's protocol without
 * TLS), so that a test names the step at which it interferes by what is said there. It listens on
 * the loopback interface only.
 */
@NullMarked
package io.evergrant.testkit.wire;

import org.jspecify.annotations.NullMarked;
