package io.evergrant.portal.provider;

import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAssertion.Audience;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.RefreshMode;
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
import io.evergrant.usecase.provider.Suggestion;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private Map<String, String> stored = Map.of();
  private final Map<String, String> known = new HashMap<>();
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

  void knows(Provider provider) {
    stored = ProviderFields.of(provider);
    known.putAll(stored);
    known.put(OPENED, new Opened(stored).packed());
    known.put(VERSION, Long.toString(provider.version()));
  }

  /** By field, in the order of the page: what is stored, whatever was typed. */
  Map<String, String> stored() {
    return stored;
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

  void startsCareful() {
    known.putIfAbsent("reuse", ReuseConsequence.REVOKES_GRANT.name());
  }

  /** A new provider begins with what the catalogue knows; what is typed wins over it. */
  void begins(ProviderDraft draft) {
    begun = true;
    known.putAll(ProviderFields.of(draft));
  }

  void fill(Discovered.Found found) {
    filled.putAll(ProviderFields.of(found));
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
    problems.put(field, text.of("field.problem." + problem.name().toLowerCase(Locale.ROOT)));
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
}
