package io.evergrant.api;

import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.provider.TokenRequestBody;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.usecase.provider.PolicyDraft;
import io.evergrant.usecase.provider.ProviderDraft;
import jakarta.json.JsonObject;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A provider that was sent, as far as its types go; the use case looks at the rest. */
final class ProviderBody {
  static final String SECRET = "client_secret";
  static final String ISSUER_IN_RESPONSE = "authorization_response_iss_parameter_supported";
  static final String PUSHED = "pushed_authorization_request_endpoint";
  static final String SIGNING_ALG = "token_endpoint_auth_signing_alg";
  static final String AUDIENCE = "client_assertion_audience";
  static final String REFRESH = "refresh_endpoint";
  static final String SEPARATOR = "scope_separator";
  static final String BODY = "token_request_body";
  static final String TOKEN_PARAMETERS = "token_parameters";
  static final String REFUSES_IMPORT = "refuses_import";
  static final String REFUSES_HAND_OVER = "refuses_hand_over";
  static final String CONSENT_DAYS = "consent_days";
  private static final String PARAMETERS = "authorize_parameters";

  private ProviderBody() {}

  /**
   * The draft; throws a problem that names all members of a wrong type, and all that are not known.
   *
   * @param secret whether the client secret is among them
   */
  static ProviderDraft draft(JsonObject sent, boolean secret) {
    return draft(new Fields(sent), secret);
  }

  static ProviderDraft draft(Fields fields, boolean secret) {
    var draft =
        new ProviderDraft(
            fields.text("name"),
            fields.text("issuer"),
            fields.truth(ISSUER_IN_RESPONSE),
            fields.text("authorization_endpoint"),
            fields.text("token_endpoint"),
            fields.text(REFRESH),
            fields.text("introspection_endpoint"),
            fields.text("revocation_endpoint"),
            fields.text("userinfo_endpoint"),
            fields.text(PUSHED),
            fields.text("client_id"),
            secret ? secret(fields) : null,
            fields.word(
                "token_endpoint_auth_method",
                ClientAuthentication.values(),
                ClientAuthentication.CLIENT_SECRET_BASIC),
            assertion(fields),
            fields.text("scope"),
            fields.word(SEPARATOR, ScopeSeparator.values(), ScopeSeparator.SPACE),
            parameters(fields, PARAMETERS),
            fields.word(BODY, TokenRequestBody.values(), TokenRequestBody.FORM),
            parameters(fields, TOKEN_PARAMETERS),
            policy(fields));
    if (!fields.errors().isEmpty()) {
      throw Problem.fields(fields.errors());
    }
    return draft;
  }

  private static ClientAssertion assertion(Fields fields) {
    return new ClientAssertion(
        fields.exact(SIGNING_ALG, SigningAlgorithm.values(), SigningAlgorithm.RS256),
        fields.word(
            AUDIENCE, ClientAssertion.Audience.values(), ClientAssertion.Audience.TOKEN_ENDPOINT));
  }

  /** Null where there is none. */
  static @Nullable ClientSecret secret(Fields fields) {
    var typed = fields.text(SECRET).strip();
    return typed.isEmpty() ? null : new ClientSecret(typed);
  }

  private static String parameters(Fields fields, String member) {
    var texts = fields.texts(member);
    if (texts.keySet().stream().anyMatch(name -> name.contains("=") || !Fields.isText(name))) {
      fields.wrong(member, "has a name that is no name of a parameter.");
    }
    return texts.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static PolicyDraft policy(Fields fields) {
    var policy = fields.object("policy");
    var draft =
        new PolicyDraft(
            policy.word("mode", RefreshMode.values(), RefreshMode.KEEP_WARM),
            policy.word("proof", ProofKind.values(), ProofKind.NONE),
            policy.text("probe"),
            policy.whole("probe_status"),
            policy.truth("introspects_refresh_tokens"),
            policy.word("reuse", ReuseConsequence.values(), ReuseConsequence.REVOKES_GRANT),
            policy.whole("reuse_grace"),
            policy.text("idle_limit"),
            policy.text("absolute_limit"),
            policy.truth(REFUSES_IMPORT),
            policy.truth(REFUSES_HAND_OVER),
            policy.whole(CONSENT_DAYS));
    fields.take("policy", policy);
    return draft;
  }
}
