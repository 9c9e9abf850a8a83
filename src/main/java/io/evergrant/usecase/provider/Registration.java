package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.SigningAlgorithm;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a provider is registered, as facts of the log: all of it, so that the log alone tells where
 * tokens went at any time. Of parameters their names alone: a value may be secret.
 */
final class Registration {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  Registration(Provider provider) {
    values.put("name", provider.name());
    values.put("client_id", provider.clientId());
    values.put("scope", provider.scope());
    client(provider);
    endpoints(provider);
    words(provider);
    policy(provider.policy());
  }

  /** What the log tells; what is not set is not there. */
  Map<String, String> facts() {
    var facts = new HashMap<String, String>();
    values.forEach(
        (name, value) -> {
          if (value != null) {
            facts.put(name, text(value));
          }
        });
    return facts;
  }

  /** The names of what differs, in words of the log, with blanks between; empty for nothing. */
  String differsFrom(Registration before) {
    return values.entrySet().stream()
        .filter(one -> !Objects.equals(one.getValue(), before.values.get(one.getKey())))
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(" "));
  }

  private void client(Provider provider) {
    values.put("client_authentication", provider.clientAuthentication());
    values.put("signing_algorithm", provider.assertion().algorithm());
    values.put("assertion_audience", provider.assertion().audience());
  }

  private void endpoints(Provider provider) {
    var endpoints = provider.endpoints();
    values.put("issuer", provider.issuer());
    values.put("issuer_in_response", provider.issuerInResponse());
    values.put("authorization_endpoint", endpoints.authorization());
    values.put("token_endpoint", endpoints.token());
    values.put("refresh_endpoint", endpoints.refresh());
    values.put("introspection_endpoint", endpoints.introspection());
    values.put("revocation_endpoint", endpoints.revocation());
    values.put("userinfo_endpoint", endpoints.userinfo());
    values.put("pushed_authorization_endpoint", endpoints.pushedAuthorization());
  }

  private void words(Provider provider) {
    var dialect = provider.dialect();
    values.put("authorize_parameters", provider.authorizeParameters());
    values.put("scope_separator", dialect.scopeSeparator());
    values.put("token_request_body", dialect.body());
    values.put("token_parameters", dialect.tokenParameters());
  }

  private void policy(RefreshPolicy policy) {
    values.put("refresh_mode", policy.mode());
    values.put("margin_s", policy.margin());
    values.put("assumed_life_s", policy.assumedLife());
    values.put("deadline_s", policy.deadline());
    values.put("idle_limit_s", policy.idleLimit());
    values.put("absolute_limit_s", policy.absoluteLimit());
    values.put("reuse_grace_s", policy.reuseGrace());
    values.put("reuse", policy.reuse());
    values.put("proof", policy.proof());
    var probe = policy.probe();
    values.put("probe", probe == null ? null : probe.uri());
    values.put("probe_status", probe == null ? null : probe.status());
    values.put("introspects_refresh_tokens", policy.introspectsRefreshTokens());
    var guard = policy.guard();
    values.put("refuses_import", guard.refusesImport());
    values.put("refuses_hand_over", guard.refusesHandOver());
    var consent = guard.consentLife();
    values.put("consent_days", consent == null ? null : consent.toDays());
  }

  private static String text(Object value) {
    return switch (value) {
      case Duration span -> Long.toString(span.toSeconds());
      case SigningAlgorithm algorithm -> algorithm.name();
      case Enum<?> choice -> choice.name().toLowerCase(Locale.ROOT);
      case Map<?, ?> parameters ->
          parameters.keySet().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(" "));
      default -> value.toString();
    };
  }
}
