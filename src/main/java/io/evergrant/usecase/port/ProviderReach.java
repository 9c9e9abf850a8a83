package io.evergrant.usecase.port;

import io.evergrant.domain.staged.Certificate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries the way to a provider without asking it anything. What may be connected to is judged as for
 * every request; nothing is thrown for what a name, a network or a server does.
 */
public interface ProviderReach {
  /** So long each of the two takes at most. */
  Duration DEADLINE = Duration.ofSeconds(5);

  /** Looks the host's name up. */
  Looked lookUp(URI at);

  /** Connects and shakes hands, and says nothing more. */
  Shaken shakeHands(URI at);

  /** Where a name leads. */
  sealed interface Looked {
    record Found(List<String> addresses) implements Looked {}

    /** Neither https nor http to an allowed loopback address. */
    record NotHttps() implements Looked {}

    record Unknown() implements Looked {}

    record Refused(String address) implements Looked {}

    record TooSlow() implements Looked {}
  }

  /** How a handshake ended. */
  sealed interface Shaken {
    record Secure(String protocol, Certificate certificate) implements Shaken {}

    /** Loopback, without TLS. */
    record Plain() implements Shaken {}

    record NoConnection(String detail) implements Shaken {}

    record TooSlow() implements Shaken {}

    /**
     * There was a connection, and nothing is sent over it.
     *
     * @param certificate null where none was shown
     */
    record Refused(Reason reason, @Nullable Certificate certificate, String detail)
        implements Shaken {}
  }

  /** Why a handshake was refused. */
  enum Reason {
    EXPIRED,
    NOT_YET_GOOD,
    OTHER_NAME,
    NOT_TRUSTED,
    /** Whatever it was, it was not the certificate. */
    NO_HANDSHAKE
  }
}
