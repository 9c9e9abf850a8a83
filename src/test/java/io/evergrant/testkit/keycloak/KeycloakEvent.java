package io.evergrant.testkit.keycloak;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of Keycloak's own log.
 *
 * @param time when, by Keycloak's clock
 * @param type such as {@code REFRESH_TOKEN} or {@code REFRESH_TOKEN_ERROR}
 * @param error why it refused; null where it did not
 */
public record KeycloakEvent(Instant time, String type, @Nullable String error) {}
