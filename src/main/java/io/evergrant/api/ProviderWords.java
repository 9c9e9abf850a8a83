package io.evergrant.api;

import io.evergrant.usecase.port.Discovery;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.provider.FieldProblem;
import io.evergrant.usecase.provider.ManageApiHosts;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in the way of a provider, by its names here and with what helps. */
final class ProviderWords {
  private ProviderWords() {}

  static Problem of(List<FieldProblem> problems) {
    return Problem.fields(problems.stream().map(ProviderWords::error).toList());
  }

  static FieldError error(FieldProblem problem) {
    var mend = mend(problem.problem());
    return switch (problem.field()) {
      case "authorizationEndpoint" -> FieldError.of("authorization_endpoint", mend);
      case "tokenEndpoint" -> FieldError.of("token_endpoint", mend);
      case "refreshEndpoint" -> FieldError.of(ProviderBody.REFRESH, mend);
      case "introspectionEndpoint" -> FieldError.of("introspection_endpoint", mend);
      case "revocationEndpoint" -> FieldError.of("revocation_endpoint", mend);
      case "userinfoEndpoint" -> FieldError.of("userinfo_endpoint", mend);
      case "pushedAuthorizationEndpoint" ->
          FieldError.of("pushed_authorization_request_endpoint", mend);
      case "clientAuthentication" -> FieldError.of("token_endpoint_auth_method", mend);
      case "clientId" -> FieldError.of("client_id", mend);
      case "clientSecret" -> FieldError.of(ProviderBody.SECRET, mend);
      case "authorizeParameters" -> FieldError.of("authorize_parameters", mend);
      case "tokenParameters" -> FieldError.of(ProviderBody.TOKEN_PARAMETERS, mend);
      case "probe" -> FieldError.of("probe", mend).in("policy");
      case "probeStatus" -> FieldError.of("probe_status", mend).in("policy");
      case "reuseGrace" -> FieldError.of("reuse_grace", mend).in("policy");
      case "idleLimit" -> FieldError.of("idle_limit", mend).in("policy");
      case "absoluteLimit" -> FieldError.of("absolute_limit", mend).in("policy");
      case "consentDays" -> FieldError.of(ProviderBody.CONSENT_DAYS, mend).in("policy");
      case "apiHosts" -> host(problem.place(), mend);
      default -> FieldError.of(problem.field(), mend);
    };
  }

  private static FieldError host(@Nullable Integer place, String mend) {
    return place == null
        ? FieldError.of(ProvidersFile.API_HOSTS, mend)
        : FieldError.of(place.toString(), mend).in(ProvidersFile.API_HOSTS);
  }

  private static String mend(FieldProblem.Problem problem) {
    return switch (problem) {
      case MISSING -> "is needed.";
      case TOO_LONG -> "is too long: shorten it.";
      case NOT_AN_ADDRESS -> "is no address: send one that begins with https://.";
      case NOT_HTTPS -> "has to begin with https://; http is taken on loopback alone.";
      case NOT_PARAMETERS -> "has a parameter without a name.";
      case RESERVED_PARAMETER -> "has a parameter that Evergrant sets itself: leave it out.";
      case NOT_A_NUMBER -> "has to be a number of seconds from 0 to 86400.";
      case NOT_A_STATUS -> "has to be an HTTP status from 100 to 599.";
      case NOT_DAYS -> "has to be a number of days from 1 to 3650; null for never.";
      case NOT_A_SPAN -> "has to be a number with d, h or m, such as 90d, up to 3650d.";
      case NOT_A_HOST -> "has to be https:// and a host, without a path.";
      case NO_SECRET_YET -> "needs a client secret: send one to …/client-secret before.";
      case TOO_MANY -> "are too many: at most " + ManageApiHosts.MOST + ".";
    };
  }

  /** For everything but a success and a change by somebody else. */
  static Problem of(Registered ending) {
    return switch (ending) {
      case Registered.Invalid bad -> of(bad.problems());
      case Registered.NameTaken taken ->
          new Problem(ProblemType.NAME_TAKEN, "Another provider has this name: choose another.")
              .with("field", "name");
      case Registered.StoreRefused refused ->
          throw new StoreUnavailable(refused.why(), "a provider was not written");
      case Registered.Done done -> throw new IllegalArgumentException("nothing is wrong");
      case Registered.ChangedMeanwhile changed ->
          throw new IllegalArgumentException("the caller's tag is needed");
    };
  }

  static FieldError of(Discovery.Discovered.Failed failed) {
    return FieldError.of(
        "issuer",
        switch (failed.why()) {
          case NOT_HTTPS -> "has to begin with https://.";
          case ADDRESS_REFUSED -> "has an address that this installation does not call.";
          case DNS -> "has a name that could not be resolved: check its spelling.";
          case CONNECT, TLS -> "could not be reached: check it, or send the endpoints.";
          case TIMEOUT -> "did not answer in time: try again, or send the endpoints.";
          case NOT_FOUND -> "publishes no metadata: check it, or send the endpoints.";
          case MALFORMED -> "has metadata that cannot be used: send the endpoints.";
          case OTHER_ISSUER -> "has metadata that name another issuer: send that one.";
        });
  }
}
