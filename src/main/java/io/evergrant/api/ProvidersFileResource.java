package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.usecase.provider.DescribeProviders;
import io.evergrant.usecase.provider.DescribeProviders.Planned;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import io.evergrant.usecase.provider.Step;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The configuration as a file: all providers of a tenant, without their secrets. */
@Path("v1/providers.yaml")
public class ProvidersFileResource {
  private static final String DRY_RUN = "dry_run";

  @Inject private DescribeProviders providers;
  @Inject private ProvidersFile file;
  @Inject private OwnThread threads;

  @GET
  @Produces("application/yaml")
  @Needs(ApiScope.MANAGE)
  public Response export(
      @Context SecurityContext caller, @Context UriInfo address, @Context HttpHeaders headers) {
    Parameters.of(address);
    var view = ProvidersFile.view(providers.all(Steward.of(Caller.of(caller))));
    return Conditions.of(headers).answer(view, file.write(view));
  }

  /** With {@code dry_run=true} the report tells what would be done. */
  @PUT
  @Consumes("application/yaml")
  @Produces(MediaType.APPLICATION_JSON)
  @Needs(ApiScope.MANAGE)
  public void apply(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      InputStream body,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse answer) {
    var dry = Parameters.of(address, DRY_RUN).truth(DRY_RUN);
    var by = Steward.of(Caller.of(caller));
    Conditions.of(headers).respect(ProvidersFile.view(providers.all(by)));
    var text = StrictJson.text(body, ProvidersFile.LONGEST);
    threads.answer(answer, request, () -> answer(by, dry, text));
  }

  private Response answer(Steward by, boolean dry, String text) {
    return switch (providers.plan(by, file.read(by, text))) {
      case Planned.Refused refused -> throw Problem.fields(ProvidersFile.errors(refused.wrong()));
      case Planned.Ready ready -> {
        if (!dry) {
          take(by, ready.steps());
        }
        yield Response.ok(FileReport.of(dry, ready).toString()).build();
      }
    };
  }

  /** What was written stays; the same file, sent again, does what is left. */
  private void take(Steward by, List<Step> steps) {
    var applied = new ArrayList<String>();
    for (var step : steps) {
      if (step.change() == Step.Change.SAME) {
        continue;
      }
      if (!(providers.take(by, step) instanceof Registered.Done)) {
        throw new Problem(
                ProblemType.STORE_UNAVAILABLE,
                "A store failed, or somebody changed a provider meanwhile. Send the file again.")
            .retryAfter(Duration.ofSeconds(5))
            .with("applied", Json.texts(applied))
            .with("stopped_at", step.wanted().name());
      }
      applied.add(step.wanted().name());
    }
  }
}
