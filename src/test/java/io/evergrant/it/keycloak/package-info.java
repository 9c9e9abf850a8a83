/**
 * The portal as it is delivered beside a provider that nobody here wrote. These tests run outside
 * the container and see of it what a person and an auditor see.
 */
@NullMarked
package io.evergrant.it.keycloak;

import org.jspecify.annotations.NullMarked;
