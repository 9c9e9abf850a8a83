package io.evergrant.portal.settings;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.audit.HoldId;
import io.evergrant.domain.audit.LegalHold;
import io.evergrant.domain.audit.Retention;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.audit.DecideRetention;
import io.evergrant.usecase.audit.DecideRetention.Placed;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long the log is kept, and what keeps it longer. */
@Named("retentionPage")
@RequestScoped
public class RetentionPage {
  private static final String ALL = "all";
  private static final List<Integer> MONTHS = List.of(1, 3, 6, 12, 24, 36, 60, 84, 120);

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private DecideRetention retentions;

  private final Map<String, String> problems = new HashMap<>();
  private @Nullable Retention retention;

  @PostConstruct
  void load() {
    retention = retentions.find(me.member());
  }

  public Retention getRetention() {
    return Objects.requireNonNull(retention);
  }

  /** As the form brings it back. */
  public String getSeen() {
    return code(getRetention().months());
  }

  private static String code(@Nullable Integer months) {
    return months == null ? ALL : months.toString();
  }

  /** What can be chosen, and what was chosen by the API. */
  public List<String> getChoices() {
    var now = Optional.ofNullable(getRetention().months());
    return Stream.concat(
            Stream.of(ALL),
            Stream.concat(MONTHS.stream(), now.stream()).distinct().sorted().map(Object::toString))
        .toList();
  }

  public String word(String choice) {
    return choice.equals(ALL)
        ? text.of("settings.retention.all")
        : text.of("settings.retention.of", Integer.valueOf(choice));
  }

  /** Holds that stand. */
  public List<LegalHold> getStanding() {
    return getRetention().holds().stream().filter(LegalHold::stands).toList();
  }

  public void save() {
    var asked = here.parameter("months");
    if (!getChoices().contains(asked)) {
      notes.say(Tone.BAD, text.of("settings.retention.invalid"));
      return;
    }
    var done =
        retentions.save(
            Steward.of(me.member()), months(here.parameter("seen_months")), months(asked));
    if (done) {
      notes.sayNext(Tone.GOOD, text.of("settings.saved"));
      here.go("/settings");
    } else {
      notes.say(Tone.BAD, text.of("settings.changed_meanwhile"));
    }
  }

  /** What no form of ours sends is as if nothing had been decided. */
  private static @Nullable Integer months(String asked) {
    return asked.matches("\\d{1,3}") ? Integer.valueOf(asked) : null;
  }

  public void place() {
    var member = me.member();
    switch (retentions.place(Steward.of(member), member.email(), here.parameter("reason"))) {
      case Placed.Done done -> {
        notes.sayNext(Tone.GOOD, text.of("settings.hold.placed"));
        here.go("/settings");
      }
      case Placed.NoReason no -> {
        problems.put("reason", text.of("settings.hold.no_reason", no.longest()));
        notes.say(Tone.BAD, text.of("settings.invalid"));
      }
      case Placed.TooMany many -> notes.say(Tone.WARN, text.of("settings.hold.many", many.most()));
    }
  }

  public void release() {
    var member = me.member();
    var released = hold().flatMap(id -> retentions.release(Steward.of(member), member.email(), id));
    notes.sayNext(
        released.isPresent() ? Tone.GOOD : Tone.WARN,
        text.of(released.isPresent() ? "settings.hold.released" : "settings.hold.gone"));
    here.go("/settings");
  }

  private Optional<HoldId> hold() {
    try {
      return Optional.of(new HoldId(UUID.fromString(here.parameter("hold"))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public String value(String field) {
    return here.parameter(field);
  }

  public String problem(String field) {
    return problems.getOrDefault(field, "");
  }
}
