package io.evergrant.usecase.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.provider.ClientAssertion;
import io.evergrant.domain.provider.ClientAssertion.Audience;
import io.evergrant.domain.provider.ClientAuthentication;
import io.evergrant.domain.provider.ProofKind;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.RefreshMode;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.provider.ReuseConsequence;
import io.evergrant.domain.provider.ScopeSeparator;
import io.evergrant.domain.provider.SigningAlgorithm;
import io.evergrant.domain.provider.TokenRequestBody;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.provider.FieldProblem.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DraftCheckTest {
  private static final String GOOD = "https://p.example/token";

  @Test
  void a_whole_draft_becomes_a_provider() {
    var check = new DraftCheck(draft("Xero", GOOD, "access_type=offline\n\nprompt = consent"));
    var provider = check.check(tenant(), id(), 1, true, RefreshPolicy.CAREFUL).orElseThrow();
    assertThat(check.problems()).isEmpty();
    assertThat(provider.authorizeParameters())
        .isEqualTo(Map.of("access_type", "offline", "prompt", "consent"));
    assertThat(provider.scope().tokens()).containsExactly("read", "offline_access");
  }

  @Test
  void a_name_of_ten_thousand_characters_is_too_long() {
    assertThat(problems(draft("x".repeat(10_000), GOOD, "")))
        .containsExactly(new FieldProblem("name", Problem.TOO_LONG));
  }

  @Test
  void every_missing_field_is_named_at_once() {
    var empty =
        new ProviderDraft(
            " ",
            "",
            false,
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            null,
            ClientAuthentication.CLIENT_SECRET_BASIC,
            ClientAssertion.USUAL,
            "",
            ScopeSeparator.SPACE,
            "",
            TokenRequestBody.FORM,
            "",
            policy(ProofKind.NONE, "", "", ""));
    assertThat(problems(empty))
        .extracting(FieldProblem::field)
        .containsExactlyInAnyOrder(
            "name", "clientId", "clientSecret", "authorizationEndpoint", "tokenEndpoint");
  }

  @Test
  void plain_http_is_good_for_loopback_alone() {
    assertThat(problems(draft("Xero", "http://p.example/token", "")))
        .containsExactly(new FieldProblem("tokenEndpoint", Problem.NOT_HTTPS));
    assertThat(problems(draft("Demo", "http://127.0.0.1:9/token", ""))).isEmpty();
  }

  @Test
  void what_is_no_address_is_refused() {
    for (var bad :
        List.of(
            "token",
            "ftp://p.example/",
            "https:///x",
            "javascript:alert(1)",
            "https://user:pw@p.example/",
            "https://p.example/#f",
            "https://p example/")) {
      assertThat(problems(draft("Xero", bad, "")))
          .as(bad)
          .containsExactly(new FieldProblem("tokenEndpoint", Problem.NOT_AN_ADDRESS));
    }
  }

  @Test
  void parameters_that_the_request_carries_anyway_are_refused() {
    assertThat(problems(draft("Xero", GOOD, "redirect_uri=https://evil.example/")))
        .containsExactly(new FieldProblem("authorizeParameters", Problem.RESERVED_PARAMETER));
    assertThat(problems(draft("Xero", GOOD, "offline")))
        .containsExactly(new FieldProblem("authorizeParameters", Problem.NOT_PARAMETERS));
  }

  @Test
  void parameters_that_a_token_request_carries_anyway_are_refused() {
    assertThat(problems(telling("audience=https://api.example\nscope=read"))).isEmpty();
    for (var bad : List.of("refresh_token=mine", "client_secret=mine", "grant_type=password")) {
      assertThat(problems(telling(bad)))
          .as(bad)
          .containsExactly(new FieldProblem("tokenParameters", Problem.RESERVED_PARAMETER));
    }
    assertThat(problems(telling("audience")))
        .containsExactly(new FieldProblem("tokenParameters", Problem.NOT_PARAMETERS));
  }

  private static ProviderDraft telling(String tokenParameters) {
    var plain = draft("Xero", GOOD, "");
    return new ProviderDraft(
        plain.name(),
        plain.issuer(),
        plain.issuerInResponse(),
        plain.authorizationEndpoint(),
        plain.tokenEndpoint(),
        plain.refreshEndpoint(),
        plain.introspectionEndpoint(),
        plain.revocationEndpoint(),
        plain.userinfoEndpoint(),
        plain.pushedAuthorizationEndpoint(),
        plain.clientId(),
        plain.clientSecret(),
        plain.clientAuthentication(),
        plain.assertion(),
        plain.scope(),
        plain.scopeSeparator(),
        plain.authorizeParameters(),
        plain.tokenRequestBody(),
        tokenParameters,
        plain.policy());
  }

  private static List<FieldProblem> problems(ProviderDraft draft) {
    var check = new DraftCheck(draft);
    assertThat(check.check(tenant(), id(), 1, true, RefreshPolicy.CAREFUL).isPresent())
        .isEqualTo(check.problems().isEmpty());
    return check.problems();
  }

  @Test
  void a_client_that_signs_or_is_public_needs_no_secret() {
    for (var method : List.of(ClientAuthentication.PRIVATE_KEY_JWT, ClientAuthentication.NONE)) {
      assertThat(problems(proving("https://p.example", method, Audience.ISSUER))).isEmpty();
    }
    assertThat(
            problems(
                proving("", ClientAuthentication.CLIENT_SECRET_BASIC, Audience.TOKEN_ENDPOINT)))
        .containsExactly(new FieldProblem("clientSecret", Problem.MISSING));
  }

  @Test
  void an_assertion_for_the_issuer_needs_the_issuer() {
    assertThat(problems(proving("", ClientAuthentication.PRIVATE_KEY_JWT, Audience.ISSUER)))
        .containsExactly(new FieldProblem("issuer", Problem.MISSING));
    assertThat(problems(proving("", ClientAuthentication.PRIVATE_KEY_JWT, Audience.TOKEN_ENDPOINT)))
        .isEmpty();
  }

  private static ProviderDraft proving(
      String issuer, ClientAuthentication method, Audience audience) {
    return new ProviderDraft(
        "P",
        issuer,
        false,
        "https://p.example/authorize",
        "https://p.example/token",
        "",
        "",
        "",
        "",
        "https://p.example/par",
        "client",
        null,
        method,
        new ClientAssertion(SigningAlgorithm.ES256, audience),
        "",
        ScopeSeparator.SPACE,
        "",
        TokenRequestBody.FORM,
        "",
        policy(ProofKind.NONE, "", "", "30"));
  }

  private static ProviderDraft draft(String name, String token, String parameters) {
    return new ProviderDraft(
        name,
        "https://p.example",
        true,
        "https://p.example/authorize",
        token,
        "",
        "",
        "",
        "",
        "",
        "client",
        new ClientSecret("secret"),
        ClientAuthentication.CLIENT_SECRET_POST,
        ClientAssertion.USUAL,
        "read offline_access",
        ScopeSeparator.SPACE,
        parameters,
        TokenRequestBody.FORM,
        "",
        policy(ProofKind.NONE, "", "", "30"));
  }

  private static PolicyDraft policy(
      ProofKind proof, String probe, String idleLimit, String reuseGrace) {
    return new PolicyDraft(
        RefreshMode.KEEP_WARM,
        proof,
        probe,
        "",
        false,
        ReuseConsequence.REVOKES_GRANT,
        reuseGrace,
        idleLimit,
        "");
  }

  private static TenantId tenant() {
    return new TenantId(UUID.randomUUID());
  }

  private static ProviderId id() {
    return new ProviderId(UUID.randomUUID());
  }
}
