package io.evergrant.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that a page sent: addresses, heads and bodies, as the network panel shows them. */
final class NetworkLog {
  private final List<Request> sent = new CopyOnWriteArrayList<>();

  NetworkLog(Page page) {
    page.onRequest(sent::add);
  }

  /** Everything as one text; bytes beyond ASCII as Latin-1, so that nothing is lost. */
  String everything() {
    var all = new StringBuilder();
    for (var request : sent) {
      all.append(request.method()).append(' ').append(request.url()).append('\n');
      request.allHeaders().forEach((name, value) -> all.append(name).append(": ").append(value));
      all.append(new String(body(request), StandardCharsets.ISO_8859_1)).append('\n');
    }
    return all.toString();
  }

  /** The body of the last request to an address that has this in it. */
  byte[] lastBody(String part) {
    return body(last(part));
  }

  String lastUrl(String part) {
    return last(part).url();
  }

  private Request last(String part) {
    return sent.stream()
        .filter(request -> request.url().contains(part))
        .reduce((before, after) -> after)
        .orElseThrow(() -> new AssertionError("nothing was sent to " + part));
  }

  private static byte[] body(Request request) {
    return Objects.requireNonNullElseGet(request.postDataBuffer(), () -> new byte[0]);
  }
}
