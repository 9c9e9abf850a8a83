/**
 * The real parts that Evergrant stands on, started for a person ({@link io.evergrant.testkit.Run})
 * or for a test ({@link io.evergrant.testkit.Stack}): PostgreSQL, OpenBao, Payara Micro, a demo
 * provider, a browser. Nothing in here is a double; what a test sees is what an operator gets. All
 * of it listens on the loopback interface only, and everything it writes lies in one folder that it
 * is given.
 */
@NullMarked
package io.evergrant.testkit;

import org.jspecify.annotations.NullMarked;
