package io.evergrant.testkit.demo;

import java.util.List;
import java.util.Map;

/**
 * What came to an issuer's API.
 *
 * @param target path and query as they came
 * @param token the bearer token; empty for none
 * @param fields of the head
 */
public record ApiCall(
    String mode, String method, String target, String token, Map<String, List<String>> fields) {
  /** Of a field; empty where there is none. */
  public String field(String name) {
    return fields.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(entry -> entry.getValue().getFirst())
        .findFirst()
        .orElse("");
  }
}
