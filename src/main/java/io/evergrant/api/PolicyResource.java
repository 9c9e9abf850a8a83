package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.TenantPolicy;
import io.evergrant.usecase.port.SpokenLanguages;
import io.evergrant.usecase.tenant.DecidePolicy;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the organisation allows: a key may tighten it, and have owners asked. */
@Path("v1/policy")
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {
  private static final String IMPORT = "sealed_import";
  private static final String HAND_OVER = "sealed_hand_over";
  private static final String SECOND = "second_for_revoke";
  private static final String ASK = "ask_owners";
  private static final String LANGUAGE = "owner_language";

  @Inject private DecidePolicy policies;
  @Inject private SpokenLanguages spoken;

  @GET
  @Needs(ApiScope.READ)
  public Response find(
      @Context SecurityContext caller, @Context UriInfo address, @Context HttpHeaders headers) {
    Parameters.of(address);
    return Conditions.of(headers).answer(view(policies.find(Caller.of(caller))));
  }

  /** RFC 7396: what is left out stays, null is how it was before anybody chose. */
  @PATCH
  @Consumes("application/merge-patch+json")
  @Needs(ApiScope.MANAGE)
  public Response change(
      @Context SecurityContext caller,
      @Context UriInfo address,
      @Context HttpHeaders headers,
      InputStream body) {
    Parameters.of(address);
    var by = Steward.of(Caller.of(caller));
    var seen = policies.find(by);
    Conditions.of(headers).require(view(seen));
    var patch = ObjectBody.read(body, IMPORT, HAND_OVER, SECOND, ASK, LANGUAGE);
    if (!policies.save(by, seen, over(seen, patch))) {
      throw Conditions.of(headers).stale(view(policies.find(by)));
    }
    return Conditions.now(view(policies.find(by)));
  }

  private TenantPolicy over(TenantPolicy seen, ObjectBody patch) {
    return new TenantPolicy(
        truth(patch, IMPORT, seen.sealedImport()),
        truth(patch, HAND_OVER, seen.sealedHandOver()),
        truth(patch, SECOND, seen.secondForRevoke()),
        truth(patch, ASK, seen.askOwners()),
        patch.names(LANGUAGE) ? language(patch) : seen.ownerLanguage());
  }

  private static boolean truth(ObjectBody patch, String name, boolean seen) {
    return patch.names(name) ? patch.truth(name) : seen;
  }

  private @Nullable LanguageTag language(ObjectBody patch) {
    if (!patch.has(LANGUAGE)) {
      return null;
    }
    var wanted = patch.text(LANGUAGE, LanguageTag.LONGEST);
    var all = spoken.complete();
    return all.stream()
        .filter(tag -> tag.value().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.field(
                    LANGUAGE,
                    all.stream()
                        .map(LanguageTag::value)
                        .collect(Collectors.joining(", ", "is none of ", "."))));
  }

  static JsonObject view(TenantPolicy policy) {
    return new Json()
        .with(IMPORT, policy.sealedImport())
        .with(HAND_OVER, policy.sealedHandOver())
        .with(SECOND, policy.secondForRevoke())
        .with(ASK, policy.askOwners())
        .with(LANGUAGE, policy.ownerLanguage())
        .done();
  }
}
