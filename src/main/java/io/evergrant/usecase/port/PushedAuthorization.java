package io.evergrant.usecase.port;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecrets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider's endpoint for pushed authorization requests (RFC 9126). */
public interface PushedAuthorization {
  /**
   * Pushes a request. Nothing is thrown for what a provider or a network does.
   *
   * @param parameters of the authorization request
   */
  Pushed push(Provider provider, ClientSecrets secrets, Map<String, String> parameters);

  /** How it ended. */
  sealed interface Pushed {
    /** Taken, under this {@code request_uri}, for some seconds. */
    record At(String requestUri) implements Pushed {}

    /**
     * The provider does not take it.
     *
     * @param error of RFC 6749 section 5.2; null where none could be read
     * @param description redacted and length-capped
     */
    record Refused(int status, @Nullable String error, @Nullable String description)
        implements Pushed {}

    record NotReached() implements Pushed {}

    /** Our own store gave no secret, or no signature. */
    record Unproved() implements Pushed {}
  }
}
