package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.Dialect;
import io.evergrant.domain.provider.Endpoints;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.ProviderStatus;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.provider.FieldProblem.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a draft into a provider, or names every field that stands in the way. */
final class DraftCheck {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TEXT = 2_000;

  /** What the authorization request carries anyway. */
  private static final Set<String> RESERVED =
      Set.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "client_secret",
          "request",
          "request_uri");

  /** What a token request carries anyway. */
  private static final Set<String> RESERVED_OF_TOKENS =
      Set.of(
          "grant_type",
          "code",
          "redirect_uri",
          "code_verifier",
          "refresh_token",
          "client_id",
          "client_secret",
          "client_assertion",
          "client_assertion_type");

  private final List<FieldProblem> problems = new ArrayList<>();
  private final ProviderDraft draft;

  DraftCheck(ProviderDraft draft) {
    this.draft = draft;
  }

  List<FieldProblem> problems() {
    return List.copyOf(problems);
  }

  /**
   * Empty when there are problems.
   *
   * @param known what the draft does not say is taken from here
   */
  Optional<Provider> check(
      TenantId tenant, ProviderId id, long version, boolean secretNeeded, RefreshPolicy known) {
    var name = text("name", draft.name(), LONGEST_NAME);
    var clientId = text("clientId", draft.clientId(), LONGEST_TEXT);
    if (draft.clientSecret() == null && secretNeeded && draft.clientAuthentication().hasSecret()) {
      problem("clientSecret", Problem.MISSING);
    }
    if (draft.clientSecret() != null && draft.clientSecret().reveal().length() > LONGEST_TEXT) {
      problem("clientSecret", Problem.TOO_LONG);
    }
    var issuer = address("issuer", draft.issuer());
    if (draft.issuer().isBlank()
        && draft.clientAuthentication() == ClientAuthentication.PRIVATE_KEY_JWT
        && draft.assertion().audience() == ClientAssertion.Audience.ISSUER) {
      problem("issuer", Problem.MISSING);
    }
    var authorization =
        required(
            "authorizationEndpoint",
            address("authorizationEndpoint", draft.authorizationEndpoint()));
    var token = required("tokenEndpoint", address("tokenEndpoint", draft.tokenEndpoint()));
    var refresh = address("refreshEndpoint", draft.refreshEndpoint());
    var introspection = address("introspectionEndpoint", draft.introspectionEndpoint());
    var revocation = address("revocationEndpoint", draft.revocationEndpoint());
    var userinfo = address("userinfoEndpoint", draft.userinfoEndpoint());
    var pushed = address("pushedAuthorizationEndpoint", draft.pushedAuthorizationEndpoint());
    if (draft.scope().length() > LONGEST_TEXT) {
      problem("scope", Problem.TOO_LONG);
    }
    var parameters = parameters("authorizeParameters", draft.authorizeParameters(), RESERVED);
    var tokenParameters =
        parameters("tokenParameters", draft.tokenParameters(), RESERVED_OF_TOKENS);
    var policyCheck = new PolicyCheck(draft.policy());
    var policy = policyCheck.check(known);
    problems.addAll(policyCheck.problems());
    if (!problems.isEmpty() || authorization == null || token == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Provider(
            id,
            tenant,
            name,
            issuer,
            draft.issuerInResponse(),
            new Endpoints(
                authorization, token, refresh, introspection, revocation, userinfo, pushed),
            clientId,
            draft.clientAuthentication(),
            draft.assertion(),
            Scope.parse(draft.scope()),
            parameters,
            new Dialect(draft.scopeSeparator(), draft.tokenRequestBody(), tokenParameters),
            policy,
            ProviderStatus.ACTIVE,
            null,
            null,
            version));
  }

  private String text(String field, String typed, int longest) {
    var text = typed.strip();
    if (text.isEmpty()) {
      problem(field, Problem.MISSING);
    } else if (text.length() > longest) {
      problem(field, Problem.TOO_LONG);
    }
    return text;
  }

  private @Nullable URI required(String field, @Nullable URI address) {
    if (address == null && problems.stream().noneMatch(p -> p.field().equals(field))) {
      problem(field, Problem.MISSING);
    }
    return address;
  }

  private @Nullable URI address(String field, String typed) {
    var text = typed.strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() > LONGEST_TEXT) {
      problem(field, Problem.TOO_LONG);
      return null;
    }
    return switch (Addresses.parse(text)) {
      case Addresses.Good good -> good.uri();
      case Addresses.NotAnAddress bad -> refuse(field, Problem.NOT_AN_ADDRESS);
      case Addresses.NotHttps bad -> refuse(field, Problem.NOT_HTTPS);
    };
  }

  private @Nullable URI refuse(String field, Problem problem) {
    problem(field, problem);
    return null;
  }

  private Map<String, String> parameters(String field, String typed, Set<String> reserved) {
    var parameters = new LinkedHashMap<String, String>();
    if (typed.length() > LONGEST_TEXT) {
      problem(field, Problem.TOO_LONG);
      return parameters;
    }
    for (var line : typed.lines().map(String::strip).toList()) {
      var equals = line.indexOf('=');
      if (line.isEmpty()) {
        continue;
      }
      if (equals < 1) {
        problem(field, Problem.NOT_PARAMETERS);
        return parameters;
      }
      if (reserved.contains(line.substring(0, equals).strip())) {
        problem(field, Problem.RESERVED_PARAMETER);
        return parameters;
      }
      parameters.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    return parameters;
  }

  private void problem(String field, Problem problem) {
    problems.add(new FieldProblem(field, problem));
  }
}
