package io.evergrant.portal.grant;

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
import java.util.Optional;
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
  private @Nullable Optional<MailAddress> address;
  private @Nullable Optional<Mailed> newest;

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
    if (address == null) {
      address = owners.address(me.member(), id());
    }
    return address.map(MailAddress::value).orElse("");
  }

  public boolean isMailable() {
    return owners.isPossible() && !getAddress().isEmpty();
  }

  /** The newest mail; null where none was made. */
  public @Nullable Mailed getNewest() {
    if (newest == null) {
      newest = owners.newest(me.member(), id());
    }
    return newest.orElse(null);
  }

  public void save() {
    switch (owners.save(me.member(), id(), here.parameter(FIELD))) {
      case DONE -> told(Tone.GOOD, "settings.saved");
      case NOT_THERE -> throw new NotFound();
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

  private void told(Tone tone, String key) {
    notes.sayNext(tone, text.of(key));
    here.go("/grants/" + id());
  }

  private GrantId id() {
    return here.id(GrantId::new);
  }
}
