package io.evergrant.it.api;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A body that is taken, for every address that takes one: a new address needs a line here. */
public final class GoodBodies {
  /** By its address; a member whose value is spoiled comes first. */
  private static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry(
              "/api/v1/providers",
              "{\"name\":\"N\",\"client_id\":\"c\",\"client_secret\":\"s\",\"scope\":\"a\","
                  + "\"authorization_endpoint\":\"https://id.example/a\","
                  + "\"token_endpoint\":\"https://id.example/t\"}"),
          Map.entry("/api/v1/providers/{id}", "{\"name\":\"N\"}"),
          Map.entry("/api/v1/providers/{id}/client-secret", "{\"client_secret\":\"s\"}"),
          Map.entry("/api/v1/providers/{id}/signing-key", "{\"kid\":\"k\"}"),
          Map.entry(
              "/api/v1/providers/{id}/api-hosts", "{\"hosts\":[\"https://bad-bodies.example\"]}"),
          Map.entry("/api/v1/connect-links", "{\"external_id\":\"x\",\"provider\":\"%PROVIDER%\"}"),
          Map.entry("/api/v1/grants/{id}/owner", "{\"owner_email\":\"owner@bad-bodies.example\"}"),
          Map.entry("/api/v1/grants/{id}/tickets", "{\"origin\":\"https://app.example\"}"),
          Map.entry("/api/v1/api-keys", "{\"name\":\"N\",\"scopes\":[\"read\"]}"),
          Map.entry("/api/v1/api-keys/{id}/rotate", "{\"generation\":1}"),
          Map.entry("/api/v1/members", "{\"email\":\"%NEW%@members.example\"}"),
          Map.entry("/api/v1/members/{id}", "{\"role\":\"auditor\"}"),
          Map.entry("/api/v1/notice-addresses", "{\"addresses\":[\"ops@bad-bodies.example\"]}"),
          Map.entry("/api/v1/views", "{\"name\":\"N\",\"q\":\"nobody is called so\"}"),
          Map.entry("/api/v1/views/{id}", "{\"q\":\"nobody is called so\"}"),
          Map.entry("/api/v1/settings", "{\"colour\":\"#123456\"}"),
          Map.entry("/api/v1/policy", "{\"owner_language\":\"en\"}"),
          Map.entry(
              "/api/v1/grants/import",
              "[{\"provider\":\"%PROVIDER%\",\"external_id\":\"x\",\"token\":{\"refresh_token\":\"r\"}}]"),
          Map.entry("/api/v1/audit-exports", "{\"format\":\"jsonl\"}"),
          Map.entry(
              "/api/v1/webhooks",
              "{\"name\":\"N\",\"url\":\"https://crm.example/hooks\",\"events\":[\"grant.*\"]}"),
          Map.entry("/api/v1/webhooks/{id}", "{\"name\":\"N\"}"),
          Map.entry("/api/v1/webhooks/{id}/rotate-secret", "{\"generation\":1}"),
          Map.entry(
              "/api/v1/bulk-acts",
              "{\"act\":\"pause\",\"q\":\"nobody is called so\",\"provider\":\"%PROVIDER%\"}"),
          Map.entry("/api/v1/audit-retention", "{\"months\":120}"),
          Map.entry("/api/v1/legal-holds", "{\"reason\":\"r\"}"));

  private GoodBodies() {}

  /** For an admin, or a key, of the tenant that has the provider. */
  public static String of(Route route, UUID provider) {
    return Objects.requireNonNull(ALL.get(route.path()), () -> "no good body of " + route)
        .replace("%PROVIDER%", provider.toString())
        .replace("%NEW%", UUID.randomUUID().toString());
  }

  /** What the body is sent as. */
  public static String type(Route route) {
    return route.types().stream()
        .filter(type -> type.endsWith("json") && !type.endsWith("jsonl"))
        .findFirst()
        .orElseThrow();
  }
}
