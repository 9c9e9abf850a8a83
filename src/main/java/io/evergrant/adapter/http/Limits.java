package io.evergrant.adapter.http;

import java.time.Duration;

/**
 * What bounds every request.
 *
 * @param bodyBytes the largest body that is read
 * @param connections open at once, and {@code connectionsPerHost} to one host and port
 * @param idle how long an unused connection is kept
 */
public record Limits(int bodyBytes, int connections, int connectionsPerHost, Duration idle) {
  public static final Limits USUAL = new Limits(256 * 1024, 512, 128, Duration.ofSeconds(30));
}
