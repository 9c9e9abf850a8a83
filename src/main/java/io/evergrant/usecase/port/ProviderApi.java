package io.evergrant.usecase.port;

import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.ticket.ApiHost;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls a provider's API with an access token. Bodies stream: nothing here holds one whole. Nothing
 * is followed, and nothing is repeated.
 */
public interface ProviderApi {
  /** Whether calls may go to such a host, as far as its text tells. */
  boolean permits(ApiHost host);

  /** Sends one request and returns with the head of its response. */
  Answer call(Request request, AccessToken token);

  /**
   * A request, without its authorization.
   *
   * @param fields of the head, those that concern one connection left out
   * @param body null for none
   */
  record Request(String method, URI uri, List<Field> fields, @Nullable Body body) {
    public Request {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A body, read once.
   *
   * @param length in bytes; -1 where it is not known before the end
   */
  record Body(InputStream bytes, long length) {}

  /** A field of a head (RFC 9110 section 5.1); one name may come more often. */
  record Field(String name, String value) {
    public boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }

    /** Values carry credentials. */
    @Override
    public String toString() {
      return "Field[" + name + "]";
    }
  }

  /** What came of a request. */
  sealed interface Answer {}

  /**
   * A response has begun. Whoever gets one closes it.
   *
   * @param length of the body in bytes; -1 where it is not known before the end
   */
  record Responded(
      int status, List<Field> fields, @Nullable InputStream body, long length, Runnable end)
      implements Answer, AutoCloseable {
    public Responded {
      fields = List.copyOf(fields);
    }

    /** Ends it, wherever it stands; what was not read is not read any more. */
    @Override
    public void close() {
      end.run();
    }
  }

  /** Provably no byte of the request left; {@code detail} is for a person. */
  record NotSent(boolean refused, String detail) implements Answer {}

  /** No connection came free within the time. Nothing was sent. */
  record Crowded() implements Answer {}

  /** It may have been received, and no response began. */
  record Lost(boolean timeout) implements Answer {}

  /** The caller's own body broke off before its end. */
  record BodyBroken() implements Answer {}
}
