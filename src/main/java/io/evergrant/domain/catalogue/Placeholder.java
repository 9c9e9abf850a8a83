package io.evergrant.domain.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A part of a provider's addresses that differs from customer to customer.
 *
 * @param description what to enter, and where the provider shows it
 * @param usual what most enter; null where there is no such thing
 */
public record Placeholder(
    String name,
    String label,
    String description,
    Kind kind,
    String example,
    @Nullable String usual) {

  /** Whether the text can stand in an address here without leading to another part of it. */
  public boolean takes(String text) {
    return text.length() <= 253
        && !text.contains("..")
        && text.matches(
            switch (kind) {
              case LABEL -> "[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?";
              case HOST -> "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?";
              case SEGMENT -> "[A-Za-z0-9_.~-]+";
              case PATH -> "[A-Za-z0-9]([A-Za-z0-9_.~/:-]*[A-Za-z0-9_~-])?";
              case ADDRESS ->
                  "(https://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"
                      + "|http://(localhost|127\\.0\\.0\\.1|\\[::1]))(:[0-9]{1,5})?(/[A-Za-z0-9_.~/:-]*)?";
            });
  }

  /** Where in an address it stands. */
  public enum Kind {
    /** One part of a host's name. */
    LABEL,
    /** A whole host, with its port if need be. */
    HOST,
    /** One part of a path. */
    SEGMENT,
    /** A host and the path behind it. */
    PATH,
    /**
     * All of it, https; http on loopback, of which the operator says whether it is asked (RFC 8252
     * section 8.3 has the same exception).
     */
    ADDRESS
  }
}
