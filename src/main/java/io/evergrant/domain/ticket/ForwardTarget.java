package io.evergrant.domain.ticket;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a call is to go: a host and a path there, both as they stand in the address behind {@code
 * /forward/}, percent-encoding untouched. What a server might read as another path than the one
 * that was compared with the ticket is no target: dot segments and slashes in any encoding, decoded
 * until nothing is left to decode. What was encoded more often than sixteen times is none either.
 *
 * @param authority host, with the port where there is one
 * @param path begins with a slash
 */
public record ForwardTarget(String authority, String path) {
  private static final int LONGEST = 4_000;
  private static final int DECODINGS = 16;

  /** RFC 3986 section 3.3, without what is percent-encoded. */
  private static final String LITERAL = "[A-Za-z0-9._~!$&'()*+,;=:@/-]*";

  private static final String ENCODED = "%[0-9A-Fa-f]{2}";

  /** What browsers leave as it is although RFC 3986 does not know it. */
  private static final String UNENCODED = "\"<>[]^`{|}";

  public ForwardTarget {
    if (!ApiHost.isAuthority(authority)
        || path.length() > LONGEST
        || !path.startsWith("/")
        || !path.replaceAll(ENCODED, "").matches(LITERAL)
        || !isPlain(path)) {
      throw new IllegalArgumentException("no target");
    }
  }

  /**
   * Reads {@code api.example.com/v1/files}.
   *
   * @throws IllegalArgumentException where it is no target
   */
  public static ForwardTarget parse(String text) {
    var raw = encoded(text);
    var slash = raw.indexOf('/');
    return slash < 0
        ? new ForwardTarget(raw, "/")
        : new ForwardTarget(raw.substring(0, slash), raw.substring(slash));
  }

  /**
   * The address at the provider.
   *
   * @param host the registered one, which says the scheme
   * @param query as {@link #query} gives it; null for none
   */
  public URI at(ApiHost host, @Nullable String query) {
    if (!host.authority().equals(authority)) {
      throw new IllegalArgumentException("another host");
    }
    return URI.create(host + path + (query == null ? "" : "?" + query));
  }

  /**
   * A query as RFC 3986 has it.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static String query(String text) {
    return URI.create("?" + encoded(text)).getRawQuery();
  }

  /**
   * Whether it lies under a prefix, segment by segment: {@code api.example.com/v1} is a prefix of
   * {@code api.example.com/v1/files}, and not of {@code api.example.com/v10}.
   */
  public boolean isUnder(ForwardTarget prefix) {
    if (!authority.equals(prefix.authority)) {
      return false;
    }
    var start = prefix.path.endsWith("/") ? prefix.path : prefix.path + "/";
    return path.equals(prefix.path) || path.startsWith(start);
  }

  private static String encoded(String text) {
    var encoded = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              if (UNENCODED.indexOf(c) < 0) {
                encoded.append((char) c);
              } else {
                encoded.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
              }
            });
    return encoded.toString();
  }

  private static boolean isPlain(String path) {
    // servers differ in what they make of octets that are no UTF-8
    if (URI.create(path).getPath().indexOf('\uFFFD') >= 0) {
      return false;
    }
    return Arrays.stream(path.split("/", -1)).allMatch(ForwardTarget::isPlainSegment);
  }

  private static boolean isPlainSegment(String segment) {
    var decoded = segment;
    for (var i = 0; i <= DECODINGS; i++) {
      if (isOdd(decoded)) {
        return false;
      }
      var next = decodedOnce(decoded);
      if (next.equals(decoded)) {
        return true;
      }
      decoded = next;
    }
    return false;
  }

  /** Some servers cut a segment at its semicolon before they look for dots. */
  private static boolean isOdd(String segment) {
    var semicolon = segment.indexOf(';');
    var name = semicolon < 0 ? segment : segment.substring(0, semicolon);
    return name.equals(".")
        || name.equals("..")
        || segment.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ' || c == 127)
        // a slash or a dot in two octets, which no UTF-8 has and some decoders take
        || segment.matches("(?i).*%c[01].*");
  }

  /** What is ASCII; dots, slashes and percent signs are. */
  private static String decodedOnce(String segment) {
    var decoded = new StringBuilder(segment.length());
    for (var i = 0; i < segment.length(); i++) {
      var octet =
          segment.charAt(i) == '%' && i + 2 < segment.length()
              ? octet(segment.charAt(i + 1), segment.charAt(i + 2))
              : -1;
      if (octet >= 0 && octet < 0x80) {
        decoded.append((char) octet);
        i += 2;
      } else {
        decoded.append(segment.charAt(i));
      }
    }
    return decoded.toString();
  }

  private static int octet(char high, char low) {
    var first = Character.digit(high, 16);
    var second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }

  /** As it stands in the address. */
  @Override
  public String toString() {
    return authority + path;
  }
}
