/**
 * Tests that run inside Payara Micro, in the WAR as it is delivered, on real stores. This package
 * is added to the WAR and nothing else of the tests, so a class in here may use main code, JUnit
 * and AssertJ only.
 */
@NullMarked
package io.evergrant.it;

import org.jspecify.annotations.NullMarked;
