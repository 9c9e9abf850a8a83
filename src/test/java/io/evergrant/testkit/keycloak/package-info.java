/**
 * Keycloak as a provider that nobody here wrote: the distribution as it is published, one realm
 * with strict rotation, and its own event log as the second witness of every refresh. What takes
 * long (building it, making its database) is done once for a user and a version and then copied.
 */
@NullMarked
package io.evergrant.testkit.keycloak;

import org.jspecify.annotations.NullMarked;
