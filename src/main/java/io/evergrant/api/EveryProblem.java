package io.evergrant.api;

import io.evergrant.domain.apikey.AdminNeeded;
import io.evergrant.domain.apikey.OneProviderOnly;
import io.evergrant.domain.apikey.ScopeMissing;
import io.evergrant.usecase.port.StoreUnavailable;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;

/** Whatever ends a call before its answer becomes a problem document; nothing else tells why. */
@Provider
public class EveryProblem implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(EveryProblem.class.getName());
  private static final Duration STORE_COMES_BACK = Duration.ofSeconds(5);

  @Override
  public Response toResponse(Throwable thrown) {
    return problem(thrown).response();
  }

  static Problem problem(Throwable thrown) {
    return switch (thrown) {
      case Problem problem -> problem;
      case ScopeMissing missing -> scopeMissing(missing);
      case OneProviderOnly limited -> oneProviderOnly();
      case AdminNeeded needed -> adminNeeded(needed);
      case StoreUnavailable store -> storeUnavailable(store);
      case NotAllowedException refused -> methodNotAllowed(refused);
      case WebApplicationException refused -> refused(refused);
      default -> broken(thrown);
    };
  }

  /** RFC 6750 section 3.1. */
  private static Problem scopeMissing(ScopeMissing missing) {
    var scope = missing.scope().code();
    return new Problem(
            ProblemType.SCOPE_MISSING,
            "This needs the scope «" + scope + "»: use a key that has it.")
        .with("scope", scope)
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            "Bearer realm=\"evergrant\", error=\"insufficient_scope\", scope=\"" + scope + "\"");
  }

  private static Problem oneProviderOnly() {
    return new Problem(
        ProblemType.ONE_PROVIDER_ONLY,
        "This concerns the tenant as a whole: use a key that is not for one provider.");
  }

  private static Problem adminNeeded(AdminNeeded needed) {
    return new Problem(
        ProblemType.ADMIN_NEEDED,
        switch (needed.why()) {
          case MAKES_ADMIN -> "A key makes nobody an admin. Let an admin do it, on page «Members».";
          case IS_ADMIN ->
              "A key changes and removes no admin. Let an admin do it, on page «Members».";
          case WAS_IN ->
              "The member has chosen a password before, and whoever has a link is that member. Let"
                  + " an admin make one, on page «Members».";
          case ALLOWS_MORE ->
              "A key allows nothing that was not allowed, and takes no second admin away. Let an"
                  + " admin do it, on page «Settings».";
        });
  }

  private static Problem storeUnavailable(StoreUnavailable store) {
    LOG.log(Level.WARNING, "a store did not serve a call", store);
    return new Problem(
            ProblemType.STORE_UNAVAILABLE,
            "The database or the vault does not serve at the moment. Try again later.")
        .retryAfter(STORE_COMES_BACK);
  }

  private static Problem methodNotAllowed(NotAllowedException refused) {
    var allowed = refused.getResponse().getHeaderString(HttpHeaders.ALLOW);
    var problem = new Problem(ProblemType.METHOD_NOT_ALLOWED, "Allowed here: " + allowed + ".");
    return allowed == null ? problem : problem.header(HttpHeaders.ALLOW, allowed);
  }

  private static Problem refused(WebApplicationException refused) {
    var status = refused.getResponse().getStatus();
    return switch (status) {
      case 404 -> Problem.notFound();
      case 406 ->
          new Problem(ProblemType.NOT_ACCEPTABLE, "Send no Accept, or one that takes JSON.");
      case 415 ->
          new Problem(
              ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the Content-Type that is documented.");
      case 413 -> new Problem(ProblemType.BODY_TOO_LARGE, "Send less at a time.");
      default -> status < 500 ? badRequest() : broken(refused);
    };
  }

  private static Problem badRequest() {
    return new Problem(
        ProblemType.BAD_REQUEST, "Compare the request with the description at /openapi.");
  }

  /** The cause stays here; the number leads from the answer to it. */
  private static Problem broken(Throwable thrown) {
    var incident = UUID.randomUUID();
    LOG.log(Level.ERROR, "a call failed, incident " + incident, thrown);
    return new Problem(
            ProblemType.INTERNAL,
            "The reason stands in the portal's own log, under the number of the incident.")
        .with("incident", incident);
  }
}
