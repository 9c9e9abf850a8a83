package io.evergrant.portal.account;

import io.evergrant.domain.tenant.Zones;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.ZoneCookie;
import io.evergrant.usecase.tenant.ChooseZone;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The zone in which a person reads times: a field that is empty where it is the browser's. */
@Named("accountPage")
@RequestScoped
public class AccountPage {
  private static final String FIELD = "zone";
  private static final String SEEN = "seen_version";
  private static final int LONGEST = 50;

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ChooseZone zones;
  @Inject private InstantSource clock;

  private @Nullable String problem;

  public List<String> getZones() {
    return Zones.offered();
  }

  public Instant getNow() {
    return clock.instant();
  }

  /** What the browser said; empty where it said nothing. */
  public String getOfBrowser() {
    return ZoneCookie.of(here.request()).map(ZoneId::getId).orElse("");
  }

  /** What was typed, else what is chosen. */
  public String value(String field) {
    var typed = here.request().getParameter(field);
    var chosen = me.own().zone();
    return typed != null ? typed : chosen == null ? "" : chosen.getId();
  }

  public String problem(String field) {
    return problem == null ? "" : problem;
  }

  /** What the form shows, and brings back; a refused one what it was filled in over. */
  public String getSeen() {
    return problem == null ? Long.toString(me.own().version()) : here.parameter(SEEN);
  }

  public void choose() {
    var typed = here.parameter(FIELD);
    var zone = Zones.named(typed);
    if (typed.length() > LONGEST || (zone.isEmpty() && !typed.isEmpty())) {
      problem = text.of("account.zone.unknown");
      notes.say(Tone.BAD, text.of("settings.invalid"));
    } else if (zones.choose(me.member(), me.own(), seen(), zone.orElse(null))) {
      notes.sayNext(Tone.GOOD, text.of("settings.saved"));
      here.go("/account");
    } else {
      notes.say(Tone.BAD, text.of("account.changed_meanwhile", chosen()));
    }
  }

  private String chosen() {
    var zone = me.own().zone();
    return zone == null ? text.of("account.of_the_browser") : zone.getId();
  }

  private long seen() {
    try {
      return Long.parseLong(here.parameter(SEEN));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
