package io.evergrant.api;

import io.evergrant.domain.provider.Endpoints;
import io.evergrant.usecase.port.Discovery.Discovered.Found;
import io.evergrant.usecase.provider.PolicyDraft;
import io.evergrant.usecase.provider.ProviderDraft;
import io.evergrant.usecase.provider.Suggestion;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a registration begins with: members as {@link ProviderBody} reads them. */
final class ProviderStart {
  private ProviderStart() {}

  /** Of the catalogue; what is not known there is left out. */
  static JsonObject preset(ProviderDraft draft) {
    return filled(
        new Json()
            .with("name", draft.name())
            .with("issuer", draft.issuer())
            .with("authorization_endpoint", draft.authorizationEndpoint())
            .with("token_endpoint", draft.tokenEndpoint())
            .with(ProviderBody.REFRESH, draft.refreshEndpoint())
            .with("introspection_endpoint", draft.introspectionEndpoint())
            .with("revocation_endpoint", draft.revocationEndpoint())
            .with("userinfo_endpoint", draft.userinfoEndpoint())
            .with("token_endpoint_auth_method", Parameters.code(draft.clientAuthentication()))
            .with("scope", draft.scope())
            .with(ProviderBody.SEPARATOR, Parameters.code(draft.scopeSeparator()))
            .with("authorize_parameters", Json.texts(parameters(draft.authorizeParameters())))
            .with(ProviderBody.BODY, Parameters.code(draft.tokenRequestBody()))
            .with(ProviderBody.TOKEN_PARAMETERS, Json.texts(parameters(draft.tokenParameters())))
            .with("policy", policy(draft.policy()))
            .done());
  }

  private static Map<String, String> parameters(String lines) {
    return lines
        .lines()
        .map(line -> line.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> other));
  }

  private static JsonObject policy(PolicyDraft policy) {
    var grace = policy.reuseGrace();
    return filled(
        new Json()
            .with("mode", Parameters.code(policy.mode()))
            .with("proof", Parameters.code(policy.proof()))
            .with("introspects_refresh_tokens", policy.introspectsRefreshTokens())
            .with("reuse", Parameters.code(policy.reuse()))
            .with("reuse_grace", grace.isEmpty() ? null : Integer.valueOf(grace))
            .with("idle_limit", policy.idleLimit())
            .with("absolute_limit", policy.absoluteLimit())
            .done());
  }

  /** Of the issuer's metadata. */
  static JsonObject metadata(Found found) {
    var endpoints = found.endpoints();
    var suggestion = Suggestion.of(found);
    var start = new Json().with("issuer", found.issuer());
    endpoints(endpoints).forEach(start::with);
    return filled(
        start
            .with(ProviderBody.ISSUER_IN_RESPONSE, found.issuerInResponse())
            .with(
                "token_endpoint_auth_method",
                found.clientAuthentications().stream()
                    .findFirst()
                    .map(Parameters::code)
                    .orElse(null))
            .with("scope", suggestion.scope())
            .with(
                "policy",
                suggestion.proof() == null
                    ? null
                    : new Json().with("proof", Parameters.code(suggestion.proof())).done())
            .done());
  }

  private static JsonObject endpoints(Endpoints endpoints) {
    return new Json()
        .with("authorization_endpoint", endpoints.authorization())
        .with("token_endpoint", endpoints.token())
        .with("introspection_endpoint", endpoints.introspection())
        .with("revocation_endpoint", endpoints.revocation())
        .with("userinfo_endpoint", endpoints.userinfo())
        .with(ProviderBody.PUSHED, endpoints.pushedAuthorization())
        .done();
  }

  /** RFC 7396: the later one wins, member by member. */
  static JsonObject over(JsonObject start, JsonObject later) {
    return Json.PROVIDER.createMergePatch(later).apply(start).asJsonObject();
  }

  private static JsonObject filled(JsonObject object) {
    var kept = new Json();
    object.entrySet().stream()
        .filter(member -> !EMPTY.contains(member.getValue()))
        .forEach(member -> kept.with(member.getKey(), member.getValue()));
    return kept.done();
  }

  private static final List<JsonValue> EMPTY =
      List.of(
          JsonValue.NULL,
          Objects.requireNonNull(Json.PROVIDER.createValue("")),
          JsonValue.EMPTY_JSON_OBJECT);
}
