/**
 * Syslog messages (RFC 5424) over TLS (RFC 5425). Senders that were looked at write messages into a
 * connection and cannot tell which of them were read when it breaks; the rest is little.
 */
@NullMarked
package io.evergrant.adapter.syslog;

import org.jspecify.annotations.NullMarked;
