package io.evergrant.adapter.syslog;

import java.net.URI;
import java.time.Duration;

/**
 * Where the log is sent, and as what.
 *
 * @param origin host name of the installation
 * @param node that sends
 * @param enterprise private enterprise number whose names the structured data have
 * @param rest how long what was sent has to arrive
 * @param patience for each step of a connection
 */
public record SyslogSettings(
    String host,
    int port,
    Papers papers,
    Facility facility,
    String origin,
    String node,
    long enterprise,
    Duration rest,
    Duration patience) {
  /** Reserved for examples (RFC 5612): nobody's, and so nobody else's. */
  public static final long NOBODYS = 32473;

  public static final Duration USUAL_REST = Duration.ofSeconds(1);
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);
  private static final int PORT = 6514;

  /** Where it is. */
  public record Address(String host, int port) {
    /**
     * From {@code syslog-tls://host} with or without a port.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Address of(URI address) {
      var rest = address.getRawPath() + address.getRawQuery() + address.getRawFragment();
      if (!"syslog-tls".equals(address.getScheme())
          || address.getHost() == null
          || address.getRawUserInfo() != null
          || !rest.matches("/?nullnull")) {
        throw new IllegalArgumentException("no syslog receiver's address");
      }
      return new Address(address.getHost(), address.getPort() < 0 ? PORT : address.getPort());
    }
  }
}
