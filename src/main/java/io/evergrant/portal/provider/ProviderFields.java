package io.evergrant.portal.provider;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.usecase.port.Discovery.Discovered;
import io.evergrant.usecase.provider.ProviderDraft;
import io.evergrant.usecase.provider.Span;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of a provider, as the form's fields have it: each by its name, never a secret. */
final class ProviderFields {
  private ProviderFields() {}

  /** What is stored, in the order of the page. */
  static Map<String, String> of(Provider provider) {
    var fields = new LinkedHashMap<String, String>();
    var endpoints = provider.endpoints();
    fields.put("name", provider.name());
    fields.put("issuer", text(provider.issuer()));
    fields.put("clientId", provider.clientId());
    fields.put("clientAuthentication", provider.clientAuthentication().name());
    fields.put("scope", provider.scope().toString());
    fields.put("authorizeParameters", lines(provider.authorizeParameters()));
    fields.put("authorizationEndpoint", text(endpoints.authorization()));
    fields.put("tokenEndpoint", text(endpoints.token()));
    fields.put("introspectionEndpoint", text(endpoints.introspection()));
    fields.put("revocationEndpoint", text(endpoints.revocation()));
    fields.put("userinfoEndpoint", text(endpoints.userinfo()));
    fields.put("pushedAuthorizationEndpoint", text(endpoints.pushedAuthorization()));
    fields.put("issuerInResponse", Boolean.toString(provider.issuerInResponse()));
    fields.put("signingAlgorithm", provider.assertion().algorithm().name());
    fields.put("assertionAudience", provider.assertion().audience().name());
    fields.put("refreshEndpoint", text(endpoints.refresh()));
    var dialect = provider.dialect();
    fields.put("scopeSeparator", dialect.scopeSeparator().name());
    fields.put("tokenRequestBody", dialect.body().name());
    fields.put("tokenParameters", lines(dialect.tokenParameters()));
    fields.putAll(of(provider.policy()));
    return fields;
  }

  private static Map<String, String> of(RefreshPolicy policy) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("mode", policy.mode().name());
    fields.put("proof", policy.proof().name());
    var probe = policy.probe();
    fields.put("probe", probe == null ? "" : probe.uri().toString());
    fields.put("probeStatus", probe == null ? "" : Integer.toString(probe.status()));
    fields.put("introspectsRefreshTokens", Boolean.toString(policy.introspectsRefreshTokens()));
    fields.put("reuse", policy.reuse().name());
    fields.put("reuseGrace", Long.toString(policy.reuseGrace().toSeconds()));
    fields.put("idleLimit", text(policy.idleLimit()));
    fields.put("absoluteLimit", text(policy.absoluteLimit()));
    var guard = policy.guard();
    fields.put("refusesImport", Boolean.toString(guard.refusesImport()));
    fields.put("refusesHandOver", Boolean.toString(guard.refusesHandOver()));
    var consent = guard.consentLife();
    fields.put("consentDays", consent == null ? "" : Long.toString(consent.toDays()));
    return fields;
  }

  /** What the catalogue knows. */
  static Map<String, String> of(ProviderDraft draft) {
    var fields = new HashMap<String, String>();
    fields.put("name", draft.name());
    fields.put("issuer", draft.issuer());
    fields.put("authorizationEndpoint", draft.authorizationEndpoint());
    fields.put("tokenEndpoint", draft.tokenEndpoint());
    fields.put("refreshEndpoint", draft.refreshEndpoint());
    fields.put("introspectionEndpoint", draft.introspectionEndpoint());
    fields.put("revocationEndpoint", draft.revocationEndpoint());
    fields.put("userinfoEndpoint", draft.userinfoEndpoint());
    fields.put("clientAuthentication", draft.clientAuthentication().name());
    fields.put("scope", draft.scope());
    fields.put("scopeSeparator", draft.scopeSeparator().name());
    fields.put("authorizeParameters", draft.authorizeParameters());
    fields.put("tokenRequestBody", draft.tokenRequestBody().name());
    fields.put("tokenParameters", draft.tokenParameters());
    var policy = draft.policy();
    fields.put("mode", policy.mode().name());
    fields.put("proof", policy.proof().name());
    fields.put("introspectsRefreshTokens", Boolean.toString(policy.introspectsRefreshTokens()));
    fields.put("reuse", policy.reuse().name());
    fields.put("reuseGrace", policy.reuseGrace());
    fields.put("idleLimit", policy.idleLimit());
    fields.put("absoluteLimit", policy.absoluteLimit());
    return fields;
  }

  /** What the provider's metadata tell. */
  static Map<String, String> of(Discovered.Found found) {
    var fields = new HashMap<String, String>();
    var endpoints = found.endpoints();
    fields.put("issuer", found.issuer().toString());
    fields.put("issuerInResponse", Boolean.toString(found.issuerInResponse()));
    fields.put("authorizationEndpoint", text(endpoints.authorization()));
    fields.put("tokenEndpoint", text(endpoints.token()));
    fields.put("introspectionEndpoint", text(endpoints.introspection()));
    fields.put("revocationEndpoint", text(endpoints.revocation()));
    fields.put("userinfoEndpoint", text(endpoints.userinfo()));
    fields.put("pushedAuthorizationEndpoint", text(endpoints.pushedAuthorization()));
    found.clientAuthentications().stream()
        .findFirst()
        .ifPresent(first -> fields.put("clientAuthentication", first.name()));
    return fields;
  }

  private static String lines(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String text(@Nullable Duration span) {
    return span == null ? "" : Span.write(span);
  }

  private static String text(@Nullable URI address) {
    return address == null ? "" : address.toString();
  }
}
