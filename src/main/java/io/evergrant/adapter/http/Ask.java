package io.evergrant.adapter.http;

import java.net.URI;
import java.util.Map;

/**
 * One request to a provider. Headers and body carry credentials and are not printed.
 *
 * @param body sent as UTF-8; empty for none. Its media type is among the headers
 */
public record Ask(Method method, URI uri, Map<String, String> headers, String body) {
  public Ask {
    headers = Map.copyOf(headers);
  }

  public static Ask get(URI uri, Map<String, String> headers) {
    return new Ask(Method.GET, uri, headers, "");
  }

  public static Ask post(URI uri, Map<String, String> headers, String body) {
    return new Ask(Method.POST, uri, headers, body);
  }

  /** The methods that OAuth needs. */
  public enum Method {
    GET,
    POST
  }

  @Override
  public String toString() {
    return "Ask[" + method + " " + uri.getHost() + "]";
  }
}
