package io.evergrant.portal.connect;

import io.evergrant.domain.provider.ProviderId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.connect.LinkWish;
import io.evergrant.usecase.connect.MailOwner;
import io.evergrant.usecase.connect.ManageLinks;
import io.evergrant.usecase.connect.ManageLinks.Made;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.ReadProviders.WithGrants;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a link for an account that is not connected yet. */
@Named("linkNewPage")
@RequestScoped
public class LinkNewPage {
  private static final List<String> DAYS = List.of("1", "7", "30");
  private static final String USUAL = "7";

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ManageLinks links;
  @Inject private ReadProviders providers;
  @Inject private MailOwner owners;

  private final Map<String, String> problems = new HashMap<>();

  public void make() {
    var wish =
        new LinkWish(
            provider(),
            null,
            here.parameter("externalId"),
            here.parameter("returnTo"),
            Duration.ofDays(Long.parseLong(getDays())),
            null,
            here.parameter("owner"),
            !here.parameter("mailed").isEmpty());
    switch (links.make(me.member(), wish)) {
      case Made.Done done -> {
        notes.sayNext(Tone.GOOD, text.of("link.made"));
        here.go("/links/" + done.link().id());
      }
      case Made.NotThere gone -> refuse("provider", text.of("link.problem.provider"));
      case Made.ExternalIdTooLong tooLong ->
          refuse("externalId", text.of("connect.external_id_too_long", tooLong.longest()));
      case Made.LifeOutOfRange range -> refuse("days", text.of("link.problem.days"));
      case Made.ReturnNotAllowed not -> refuse("returnTo", text.of("link.problem.return_to"));
      case Made.NoMailAddress no -> refuse("owner", text.of("owner.no_address"));
      case Made.NoMailServer no -> refuse("owner", text.of("owner.no_server"));
    }
  }

  private void refuse(String field, String why) {
    problems.put(field, why);
    notes.say(Tone.BAD, text.of("link.invalid"));
  }

  private @Nullable ProviderId provider() {
    try {
      return new ProviderId(UUID.fromString(getProvider()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  public boolean isMailable() {
    return owners.isPossible();
  }

  public boolean isMailed() {
    return !here.parameter("mailed").isEmpty();
  }

  public String value(String field) {
    return here.parameter(field);
  }

  public String problem(String field) {
    return problems.getOrDefault(field, "");
  }

  public List<WithGrants> getProviders() {
    return providers.list(me.member());
  }

  public String getProvider() {
    return here.parameter("provider");
  }

  public List<String> getLives() {
    return DAYS;
  }

  public String getDays() {
    var asked = here.parameter("days");
    return DAYS.contains(asked) ? asked : USUAL;
  }
}
