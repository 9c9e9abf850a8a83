package io.evergrant.usecase.access.forward;

import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.usecase.access.Access;
import io.evergrant.usecase.port.ProviderApi.Field;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a call that was to be forwarded. */
public sealed interface Forwarded {
  /**
   * The provider's API answers. Whoever gets this closes it.
   *
   * @param fields that may go on to the caller
   * @param length of the body in bytes; -1 where it is not known before the end
   */
  record Answered(
      int status, List<Field> fields, @Nullable InputStream body, long length, Runnable end)
      implements Forwarded, AutoCloseable {
    public Answered {
      fields = List.copyOf(fields);
    }

    Answered andThen(Runnable more) {
      return new Answered(
          status,
          fields,
          body,
          length,
          () -> {
            try {
              end.run();
            } finally {
              more.run();
            }
          });
    }

    @Override
    public void close() {
      end.run();
    }
  }

  /** There is no token to call with; the reason is any but {@link Access.Granted}. */
  record NoToken(Access why) implements Forwarded {}

  /** The ticket is for other paths. */
  record OtherPath() implements Forwarded {}

  /** No host of that name is registered for the provider; {@code registered} are. */
  record HostUnknown(List<ApiHost> registered) implements Forwarded {}

  /**
   * The API was not called.
   *
   * @param refused the host leads to an address that nobody may be sent to
   */
  record NotReached(boolean refused) implements Forwarded {}

  /** Too much is under way at once: of this tenant, or on this node. Nothing was sent. */
  record Crowded() implements Forwarded {}

  /** It was called, and gave no answer; whether it did anything is not known. */
  record NoAnswer(boolean timeout) implements Forwarded {}

  /** The caller's body broke off. */
  record BodyBroken() implements Forwarded {}

  /**
   * The token was refused after a body had gone that was too long to keep. There is a new token
   * now: the same call will do.
   */
  record SendAgain() implements Forwarded {}
}
