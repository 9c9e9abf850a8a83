package io.evergrant.portal.frame;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/** Addresses inside this application, without its context path. */
public final class Paths {
  private Paths() {}

  /** Decoded, as the container normalised it. */
  static String of(HttpServletRequest request) {
    var info = request.getPathInfo();
    return info == null ? request.getServletPath() : request.getServletPath() + info;
  }

  /** Whether a person's browser asks, rather than a program with a key of its own. */
  static boolean isPage(String path) {
    return !path.equals("/api") && !path.startsWith("/api/") && !path.startsWith("/assets/");
  }

  /** The address in the browser's bar, without query, though a page may have been forwarded to. */
  public static String shown(HttpServletRequest request) {
    var asked = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
    return asked == null ? request.getRequestURI() : asked.toString();
  }

  /**
   * Whether a browser may be sent there after sign-in: on this site and nowhere else. Two slashes
   * or a backslash would name another host, and servers write a letter beyond Latin into a header
   * as its last octet, which may be one of those.
   */
  public static boolean isOwn(String path) {
    return path.startsWith("/")
        && !path.startsWith("//")
        && path.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
  }
}
