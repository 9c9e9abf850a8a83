/**
 * Tests of the tests: each patch in {@code src/test/plants} breaks a promise on purpose, in a copy,
 * and each test method that it names must see it.
 */
@NullMarked
package io.evergrant.plants;

import org.jspecify.annotations.NullMarked;
