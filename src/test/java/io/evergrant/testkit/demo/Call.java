package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request, as the endpoints read it. */
record Call(HTTPRequest http) {
  boolean isPost() {
    return http.getMethod() == HTTPRequest.Method.POST;
  }

  /** The path without its first slash, split; the start page's is one empty text. */
  List<String> segments() {
    return Arrays.asList(http.getURI().getPath().substring(1).split("/", -1));
  }

  /** Path and query, good as a place to come back to. */
  String address() {
    var uri = http.getURI();
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  @Nullable String query(String name) {
    return first(http.getQueryStringParameters(), name);
  }

  @Nullable String form(String name) {
    try {
      return isPost() ? first(http.getBodyAsFormParameters(), name) : null;
    } catch (ParseException e) {
      return null;
    }
  }

  @Nullable String cookie(String name) {
    var header = http.getHeaderValue("Cookie");
    if (header == null) {
      return null;
    }
    for (var pair : header.split(";", -1)) {
      var cut = pair.indexOf('=');
      if (cut > 0 && pair.substring(0, cut).strip().equals(name)) {
        return pair.substring(cut + 1).strip();
      }
    }
    return null;
  }

  private static @Nullable String first(Map<String, List<String>> parameters, String name) {
    var values = parameters.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }
}
