package io.evergrant.usecase.access.forward;

import io.evergrant.domain.secret.AccessToken;
import io.evergrant.usecase.port.ProviderApi.Field;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which fields of a head go on to the provider, and which come back. */
final class PassedFields {
  /** Of one connection only (RFC 9110 section 7.6.1). */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-authentication-info",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  private static final Set<String> NOT_UP =
      Set.of(
          // who calls us is none of the provider's business, and our own authorization least of all
          "authorization",
          "dpop",
          "cookie",
          "cookie2",
          "origin",
          "referer",
          "host",
          // these are written anew
          "content-length",
          "expect",
          // addresses and names of the way to us
          "forwarded",
          "via",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-original-host",
          "x-original-url",
          "x-rewrite-url",
          "x-host",
          "true-client-ip",
          "cf-connecting-ip",
          "fastly-client-ip",
          "client-ip",
          "max-forwards",
          // would make another method of the one that was compared with the ticket
          "x-http-method-override",
          "x-http-method",
          "x-method-override");

  private static final Set<String> NOT_DOWN =
      Set.of(
          "set-cookie",
          "set-cookie2",
          // ask the browser for credentials, or speak for our whole site
          "www-authenticate",
          "authentication-info",
          "strict-transport-security",
          "public-key-pins",
          "expect-ct",
          "clear-site-data",
          "alt-svc",
          "alt-used",
          "service-worker-allowed",
          "sourcemap",
          "x-sourcemap",
          "refresh",
          "nel",
          "report-to",
          "reporting-endpoints",
          "origin-agent-cluster",
          "timing-allow-origin",
          "dpop-nonce",
          // are ours to say
          "content-length",
          "content-security-policy",
          "content-security-policy-report-only",
          "x-content-type-options",
          "x-frame-options",
          "x-xss-protection",
          "referrer-policy",
          "permissions-policy",
          "feature-policy",
          "cache-control",
          "pragma",
          "expires",
          "ratelimit",
          "ratelimit-policy");

  private PassedFields() {}

  static List<Field> up(List<Field> fields) {
    var named = named(fields);
    return fields.stream()
        .filter(field -> passes(field, named, NOT_UP))
        .filter(field -> !starts(field, "x-forwarded", "sec-", "proxy-", "access-control-"))
        .toList();
  }

  /**
   * Nor any whose value contains the token. Of links only those to other pages of a list come back.
   * Addresses that are relative are relative to the provider's address, not to ours.
   */
  static List<Field> down(List<Field> fields, AccessToken token, URI from) {
    var named = named(fields);
    return fields.stream()
        .filter(field -> passes(field, named, NOT_DOWN))
        .filter(field -> !starts(field, "access-control-", "cross-origin-", "proxy-"))
        .flatMap(field -> pointing(field, from).stream())
        .filter(field -> !field.value().contains(token.reveal()))
        .toList();
  }

  private static Optional<Field> pointing(Field field, URI from) {
    if (field.is("location")) {
      return AbsoluteAddress.of(field.value(), from).map(value -> new Field("Location", value));
    }
    return field.is("link")
        ? PagingLinks.of(field.value(), from).map(value -> new Field("Link", value))
        : Optional.of(field);
  }

  private static boolean passes(Field field, Set<String> named, Set<String> dropped) {
    var name = alike(field.name());
    return !HOP_BY_HOP.contains(name) && !named.contains(name) && !dropped.contains(name);
  }

  private static boolean starts(Field field, String... beginnings) {
    return Stream.of(beginnings).anyMatch(alike(field.name())::startsWith);
  }

  /** What {@code Connection} names concerns that connection too. */
  private static Set<String> named(List<Field> fields) {
    var named = new HashSet<String>();
    fields.stream()
        .filter(field -> field.is("connection"))
        .flatMap(field -> Arrays.stream(field.value().split(",", -1)))
        .forEach(name -> named.add(alike(name.strip())));
    return named;
  }

  /** Servers that make variables of names (RFC 3875 section 4.1.18) read «_» and «-» alike. */
  private static String alike(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
