package io.evergrant.portal.provider;

import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAssertion.Audience;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.provider.TokenRequestBody;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Meanwhile;
import io.evergrant.portal.frame.Opened;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.port.Discovery.Discovered;
import io.evergrant.usecase.provider.FieldProblem;
import io.evergrant.usecase.provider.PolicyDraft;
import io.evergrant.usecase.provider.ProviderDraft;
import io.evergrant.usecase.provider.Span;
import io.evergrant.usecase.provider.Suggestion;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was typed, field by field, and what is wrong with it. The fields are plain inputs and are
 * read from the request: the secret passes through here once and stays nowhere.
 */
@Named("providerForm")
@RequestScoped
public class ProviderForm {
  /** What the form showed when it was opened; it brings that back. */
  static final String OPENED = "opened";

  private static final String VERSION = "version";
  private static final String SECRET = "clientSecret";
  private static final List<String> ADVANCED =
      List.of(
          "signingAlgorithm",
          "assertionAudience",
          "refreshEndpoint",
          "scopeSeparator",
          "tokenRequestBody",
          "tokenParameters",
          "mode",
          "proof",
          "probe",
          "probeStatus",
          "introspectsRefreshTokens",
          "reuse",
          "reuseGrace",
          "idleLimit",
          "absoluteLimit",
          "refusesImport",
          "refusesHandOver",
          "consentDays");

  @Inject private Here here;
  @Inject private Sentences text;
  @Inject private Meanwhile meanwhile;

  private final Map<String, String> known = new LinkedHashMap<>();
  private final Map<String, String> filled = new HashMap<>();
  private final Map<String, String> problems = new HashMap<>();
  private boolean begun;

  /** For the page: what was filled in, else what was typed, else what is stored. */
  public String value(String field) {
    if (filled.containsKey(field)) {
      return filled.getOrDefault(field, "");
    }
    var typed = here.request().getParameter(field);
    return typed == null ? known.getOrDefault(field, "") : typed;
  }

  /** The sentence beside a field; empty where it is good. */
  public String problem(String field) {
    return problems.getOrDefault(field, "");
  }

  /**
   * The fields that are folded away unfold where one is wrong, was changed meanwhile, or is filled
   * in for a new provider.
   */
  public @Nullable String getUnfolded() {
    return begun || ADVANCED.stream().anyMatch(this::isMarked) ? "open" : null;
  }

  private boolean isMarked(String field) {
    return problems.containsKey(field) || !meanwhile.of(field).isEmpty();
  }

  public boolean hasProblems() {
    return !problems.isEmpty();
  }

  public List<ClientAuthentication> getClientAuthentications() {
    return List.of(ClientAuthentication.values());
  }

  public List<SigningAlgorithm> getSigningAlgorithms() {
    return List.of(SigningAlgorithm.values());
  }

  public List<Audience> getAudiences() {
    return List.of(Audience.values());
  }

  public List<ScopeSeparator> getScopeSeparators() {
    return List.of(ScopeSeparator.values());
  }

  public List<TokenRequestBody> getTokenRequestBodies() {
    return List.of(TokenRequestBody.values());
  }

  public List<RefreshMode> getModes() {
    return List.of(RefreshMode.values());
  }

  public List<ProofKind> getProofs() {
    return List.of(ProofKind.values());
  }

  public List<ReuseConsequence> getReuses() {
    return List.of(ReuseConsequence.values());
  }

  void knows(Provider provider) {
    known.clear();
    var endpoints = provider.endpoints();
    known.put("name", provider.name());
    known.put("issuer", text(provider.issuer()));
    known.put("clientId", provider.clientId());
    known.put("clientAuthentication", provider.clientAuthentication().name());
    known.put("scope", provider.scope().toString());
    known.put("authorizeParameters", lines(provider.authorizeParameters()));
    known.put("authorizationEndpoint", text(endpoints.authorization()));
    known.put("tokenEndpoint", text(endpoints.token()));
    known.put("introspectionEndpoint", text(endpoints.introspection()));
    known.put("revocationEndpoint", text(endpoints.revocation()));
    known.put("userinfoEndpoint", text(endpoints.userinfo()));
    known.put("pushedAuthorizationEndpoint", text(endpoints.pushedAuthorization()));
    known.put("issuerInResponse", Boolean.toString(provider.issuerInResponse()));
    known.put("signingAlgorithm", provider.assertion().algorithm().name());
    known.put("assertionAudience", provider.assertion().audience().name());
    known.put("refreshEndpoint", text(endpoints.refresh()));
    var dialect = provider.dialect();
    known.put("scopeSeparator", dialect.scopeSeparator().name());
    known.put("tokenRequestBody", dialect.body().name());
    known.put("tokenParameters", lines(dialect.tokenParameters()));
    knows(provider.policy());
    known.put(OPENED, new Opened(known).packed());
    known.put(VERSION, Long.toString(provider.version()));
  }

  /** By field, in the order of the page: what is stored, whatever was typed. */
  Map<String, String> stored() {
    var fields = new LinkedHashMap<>(known);
    fields.keySet().removeAll(List.of(OPENED, VERSION));
    return fields;
  }

  /** Whether it was opened at what is stored. */
  boolean isUpToDate() {
    return value(VERSION).equals(known.get(VERSION));
  }

  /** What was typed stays; the next time the form is sent, it was opened at what is stored. */
  void goesOn() {
    for (var field : List.of(OPENED, VERSION)) {
      filled.put(field, known.getOrDefault(field, ""));
    }
  }

  private static String lines(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private void knows(RefreshPolicy policy) {
    known.put("mode", policy.mode().name());
    known.put("proof", policy.proof().name());
    var probe = policy.probe();
    known.put("probe", probe == null ? "" : probe.uri().toString());
    known.put("probeStatus", probe == null ? "" : Integer.toString(probe.status()));
    known.put("introspectsRefreshTokens", Boolean.toString(policy.introspectsRefreshTokens()));
    known.put("reuse", policy.reuse().name());
    known.put("reuseGrace", Long.toString(policy.reuseGrace().toSeconds()));
    known.put("idleLimit", text(policy.idleLimit()));
    known.put("absoluteLimit", text(policy.absoluteLimit()));
    var guard = policy.guard();
    known.put("refusesImport", Boolean.toString(guard.refusesImport()));
    known.put("refusesHandOver", Boolean.toString(guard.refusesHandOver()));
    var consent = guard.consentLife();
    known.put("consentDays", consent == null ? "" : Long.toString(consent.toDays()));
  }

  void startsCareful() {
    known.putIfAbsent("reuse", ReuseConsequence.REVOKES_GRANT.name());
  }

  /** A new provider begins with what the catalogue knows; what is typed wins over it. */
  void begins(ProviderDraft draft) {
    begun = true;
    known.put("name", draft.name());
    known.put("issuer", draft.issuer());
    known.put("authorizationEndpoint", draft.authorizationEndpoint());
    known.put("tokenEndpoint", draft.tokenEndpoint());
    known.put("refreshEndpoint", draft.refreshEndpoint());
    known.put("introspectionEndpoint", draft.introspectionEndpoint());
    known.put("revocationEndpoint", draft.revocationEndpoint());
    known.put("userinfoEndpoint", draft.userinfoEndpoint());
    known.put("clientAuthentication", draft.clientAuthentication().name());
    known.put("scope", draft.scope());
    known.put("scopeSeparator", draft.scopeSeparator().name());
    known.put("authorizeParameters", draft.authorizeParameters());
    known.put("tokenRequestBody", draft.tokenRequestBody().name());
    known.put("tokenParameters", draft.tokenParameters());
    var policy = draft.policy();
    known.put("mode", policy.mode().name());
    known.put("proof", policy.proof().name());
    known.put("introspectsRefreshTokens", Boolean.toString(policy.introspectsRefreshTokens()));
    known.put("reuse", policy.reuse().name());
    known.put("reuseGrace", policy.reuseGrace());
    known.put("idleLimit", policy.idleLimit());
    known.put("absoluteLimit", policy.absoluteLimit());
  }

  void fill(Discovered.Found found) {
    var endpoints = found.endpoints();
    filled.put("issuer", found.issuer().toString());
    filled.put("issuerInResponse", Boolean.toString(found.issuerInResponse()));
    filled.put("authorizationEndpoint", text(endpoints.authorization()));
    filled.put("tokenEndpoint", text(endpoints.token()));
    filled.put("introspectionEndpoint", text(endpoints.introspection()));
    filled.put("revocationEndpoint", text(endpoints.revocation()));
    filled.put("userinfoEndpoint", text(endpoints.userinfo()));
    filled.put("pushedAuthorizationEndpoint", text(endpoints.pushedAuthorization()));
    found.clientAuthentications().stream()
        .findFirst()
        .ifPresent(first -> filled.put("clientAuthentication", first.name()));
    var suggestion = Suggestion.of(found);
    if (value("scope").isBlank()) {
      filled.put("scope", suggestion.scope());
    }
    var proof = suggestion.proof();
    if (proof != null) {
      filled.put("proof", proof.name());
    }
  }

  /** Null where none was typed. */
  @Nullable ClientSecret secret() {
    var typed = here.request().getParameter(SECRET);
    return typed == null || typed.isBlank() ? null : new ClientSecret(typed.strip());
  }

  ProviderDraft draft(@Nullable ClientSecret secret) {
    return new ProviderDraft(
        value("name"),
        value("issuer"),
        Boolean.parseBoolean(value("issuerInResponse")),
        value("authorizationEndpoint"),
        value("tokenEndpoint"),
        value("refreshEndpoint"),
        value("introspectionEndpoint"),
        value("revocationEndpoint"),
        value("userinfoEndpoint"),
        value("pushedAuthorizationEndpoint"),
        value("clientId"),
        secret,
        chosen(
            "clientAuthentication",
            ClientAuthentication.values(),
            ClientAuthentication.CLIENT_SECRET_BASIC),
        new ClientAssertion(
            chosen("signingAlgorithm", SigningAlgorithm.values(), SigningAlgorithm.RS256),
            chosen("assertionAudience", Audience.values(), Audience.TOKEN_ENDPOINT)),
        value("scope"),
        chosen("scopeSeparator", ScopeSeparator.values(), ScopeSeparator.SPACE),
        value("authorizeParameters"),
        chosen("tokenRequestBody", TokenRequestBody.values(), TokenRequestBody.FORM),
        value("tokenParameters"),
        policy());
  }

  private PolicyDraft policy() {
    return new PolicyDraft(
        chosen("mode", RefreshMode.values(), RefreshMode.KEEP_WARM),
        chosen("proof", ProofKind.values(), ProofKind.NONE),
        value("probe"),
        value("probeStatus"),
        Boolean.parseBoolean(value("introspectsRefreshTokens")),
        chosen("reuse", ReuseConsequence.values(), ReuseConsequence.REVOKES_GRANT),
        value("reuseGrace"),
        value("idleLimit"),
        value("absoluteLimit"),
        Boolean.parseBoolean(value("refusesImport")),
        Boolean.parseBoolean(value("refusesHandOver")),
        value("consentDays"));
  }

  void refuse(List<FieldProblem> found) {
    found.forEach(problem -> refuse(problem.field(), problem.problem()));
  }

  void refuse(String field, FieldProblem.Problem problem) {
    problems.put(
        field, text.of("field.problem." + problem.name().toLowerCase(java.util.Locale.ROOT)));
  }

  void refuse(String field, String sentence) {
    problems.put(field, sentence);
  }

  private <E extends Enum<E>> E chosen(String field, E[] choices, E otherwise) {
    var value = value(field);
    return Arrays.stream(choices)
        .filter(choice -> choice.name().equals(value))
        .findFirst()
        .orElse(otherwise);
  }

  private static String text(@Nullable Duration span) {
    return span == null ? "" : Span.write(span);
  }

  private static String text(@Nullable URI address) {
    return address == null ? "" : address.toString();
  }
}
