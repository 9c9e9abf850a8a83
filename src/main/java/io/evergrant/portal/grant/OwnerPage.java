package io.evergrant.portal.grant;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.notice.MailAddress;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.connect.MailOwner;
import io.evergrant.usecase.port.OwnerMails.Mailed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a grant's owner is reached, for admins alone, and the link by mail: a part of its page. */
@Named("ownerPage")
@RequestScoped
public class OwnerPage {
  private static final String FIELD = "owner";

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private MailOwner owners;

  private @Nullable String problem;
  private @Nullable Known known;

  /** What was typed, else what is saved. */
  public String value(String field) {
    var typed = here.request().getParameter(field);
    return typed == null ? getAddress() : typed;
  }

  public String problem(String field) {
    return Objects.requireNonNullElse(problem, "");
  }

  /** Empty where none is known. */
  public String getAddress() {
    return known().address();
  }

  public boolean isMailable() {
    return owners.isPossible() && !getAddress().isEmpty();
  }

  /** The newest mail; null where none was made. */
  public @Nullable Mailed getNewest() {
    return known().newest();
  }

  public void save() {
    switch (owners.save(Steward.of(me.member()), id(), here.parameter(FIELD))) {
      case DONE -> told(Tone.GOOD, "settings.saved");
      case NOT_THERE, REVOKED -> throw new NotFound();
      case NO_ADDRESS -> {
        problem = text.of("owner.no_address");
        notes.say(Tone.BAD, text.of("settings.invalid"));
      }
    }
  }

  public void mail() {
    switch (owners.ask(me.member(), id())) {
      case DONE -> told(Tone.GOOD, "owner.mailing");
      case TOO_SOON -> told(Tone.WARN, "owner.too_soon");
      case NO_ADDRESS -> told(Tone.WARN, "owner.none");
      case NO_SERVER -> told(Tone.WARN, "owner.no_server");
      case NOT_THERE -> throw new NotFound();
    }
  }

  /** Read once for a page, which asks for it in several places. */
  private Known known() {
    if (known == null) {
      var address = owners.address(me.member(), id()).map(MailAddress::value).orElse("");
      known = new Known(address, owners.newest(me.member(), id()).orElse(null));
    }
    return known;
  }

  private record Known(String address, @Nullable Mailed newest) {}

  private void told(Tone tone, String key) {
    notes.sayNext(tone, text.of(key));
    here.go("/grants/" + id());
  }

  private GrantId id() {
    return here.id(GrantId::new);
  }
}
