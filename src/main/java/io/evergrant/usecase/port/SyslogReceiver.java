package io.evergrant.usecase.port;

import io.evergrant.domain.audit.ReceiverTrouble;
import io.evergrant.domain.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the log as it grows, on a machine that somebody else rules. Nothing tells of a single
 * message that it was read: only a connection that both ends have ended in good order tells it of
 * all that was sent over it.
 */
public interface SyslogReceiver {
  /** None was configured. */
  SyslogReceiver NONE =
      new SyslogReceiver() {
        @Override
        public boolean isConfigured() {
          return false;
        }

        @Override
        public Line open() {
          throw new IllegalStateException("there is no syslog receiver");
        }
      };

  boolean isConfigured();

  /**
   * A new connection. Asks the network, as all that is done with it: in no transaction.
   *
   * @throws Failed where there is none to be had
   */
  Line open();

  /** A connection; every method throws {@link Failed} where it breaks. */
  interface Line extends AutoCloseable {
    /** Hands messages over, which is not to say that they were read. */
    void send(List<Message> messages);

    /** Waits for a second, in which what was sent arrives. */
    void rest();

    /** Ends in good order: when this returns, the receiver has read all that was sent. */
    void end();

    /** Breaks off, where it has not ended. */
    @Override
    void close();
  }

  /**
   * A line of a tenant's log.
   *
   * @param organisation the tenant's name, as it is today
   * @param kind type of the event; or {@code checkpoint}, {@code removal}
   * @param time when it happened, in RFC 3339; null where that is not known
   * @param sequence in the tenant's chain, without gaps
   * @param number of the event; null where it is none, or is gone
   * @param text the line, as an export has it
   */
  record Message(
      TenantId tenant,
      String organisation,
      String kind,
      @Nullable String time,
      long sequence,
      @Nullable Long number,
      String text) {}

  /** It did not work out; the message names the innermost cause. */
  final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ReceiverTrouble why;

    public Failed(ReceiverTrouble why, String message, Throwable cause) {
      super(message, cause);
      this.why = why;
    }

    public ReceiverTrouble why() {
      return why;
    }
  }
}
