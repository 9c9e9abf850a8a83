package io.evergrant.api;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.audit.AuditTime;
import io.evergrant.domain.grant.GrantFilter;
import io.evergrant.domain.grant.GrantQuestion;
import io.evergrant.domain.grant.GrantStatus;
import io.evergrant.domain.grant.Rotation;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.usecase.overview.ReadGrants;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Grants, by account; one of them is {@link GrantResource}'s, whose address is the longer one. */
@Path("v1/grants")
@Produces(MediaType.APPLICATION_JSON)
public class GrantsResource {
  private static final Pattern CAUSE = Pattern.compile("[a-z_]{1,50}");
  private static final Pattern SCOPE = Pattern.compile("[^\\x00-\\x20\\x7f\\ufffd]{1,500}");
  private static final int LONGEST_END = 3_650;

  @Inject private ReadGrants grants;

  @GET
  @Needs(ApiScope.READ)
  public Response list(@Context SecurityContext caller, @Context UriInfo address) {
    var asked =
        Parameters.of(
            address,
            "q",
            "status",
            "provider",
            "cause",
            "ends_within",
            "scope",
            "consented_from",
            "consented_before",
            "rotation",
            "unanswered",
            Pages.CURSOR,
            Pages.LIMIT);
    var size = Pages.size(asked);
    var days = asked.number("ends_within", 1, LONGEST_END, 0);
    var filter =
        new GrantFilter(
            asked.words("q"),
            asked.constant("status", GrantStatus.values()),
            cause(asked),
            asked.id("provider", ProviderId::new),
            days == 0 ? null : Duration.ofDays(days),
            scope(asked),
            time(asked, "consented_from"),
            time(asked, "consented_before"),
            asked.constant("rotation", Rotation.values()),
            asked.id("unanswered", id -> id),
            List.of());
    var question =
        new GrantQuestion(
            filter,
            asked.read(Pages.CURSOR, "is no cursor of an answer.", Cursor::after),
            size + 1);
    return Pages.page(
        grants.list(Caller.of(caller), question),
        size,
        GrantView::of,
        last -> Cursor.of(new GrantQuestion.After(last.account(), last.id())));
  }

  private static @Nullable String cause(Parameters asked) {
    return asked.read(
        "cause",
        "is no cause: at most 50 small letters and underscores.",
        text -> fit(CAUSE, text));
  }

  private static @Nullable String scope(Parameters asked) {
    return asked.read(
        "scope", "is no scope: at most 500 characters without blanks.", text -> fit(SCOPE, text));
  }

  private static String fit(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("of another form");
    }
    return text;
  }

  private static @Nullable Instant time(Parameters asked, String name) {
    return asked.read(
        name,
        "is no time. Write it as 2026-01-31T08:00:00Z.",
        text -> AuditTime.within(OffsetDateTime.parse(text).toInstant()));
  }
}
