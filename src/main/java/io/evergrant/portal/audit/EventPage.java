package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Query;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.audit.ReadEvent;
import io.evergrant.usecase.audit.ReadEvent.InFull;
import io.evergrant.usecase.port.AuditSearch.Place;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One event and all that it touches. */
@Named("eventPage")
@RequestScoped
public class EventPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private ReadEvent reading;

  private @Nullable InFull found;

  public void load() {
    var number = here.variable();
    if (!number.matches("\\d{1,18}")) {
      throw new NotFound();
    }
    found = reading.find(me.member(), Long.parseLong(number)).orElseThrow(NotFound::new);
  }

  private InFull inFull() {
    if (found == null) {
      load();
    }
    return Objects.requireNonNull(found);
  }

  public AuditEntry getEntry() {
    return inFull().entry();
  }

  /** As an address has it, without separators. */
  public String getNumber() {
    return Long.toString(getEntry().number());
  }

  public @Nullable Place getPlace() {
    return inFull().place();
  }

  public List<AuditEntry> getOthers() {
    return inFull().others();
  }

  public String cause(AuditEntry entry) {
    var details = entry.details();
    return details.getOrDefault("cause", details.getOrDefault("reason", ""));
  }

  /** In the order of their names. */
  public List<Fact> getFacts() {
    return new TreeMap<>(getEntry().details())
        .entrySet().stream().map(fact -> fact(fact.getKey(), fact.getValue())).toList();
  }

  private Fact fact(String name, String value) {
    return new Fact(name, value, FactAddress.of(getEntry(), name, value));
  }

  /** The log of whoever did it. */
  public String getByActor() {
    return FactAddress.asked("actor", getEntry().actor());
  }

  public String getOfGrant() {
    return FactAddress.asked("grant", String.valueOf(getEntry().grant()));
  }

  public String getOfType() {
    return FactAddress.asked("type", getEntry().type().code());
  }

  /** The log from this event on back. */
  public String getFromHere() {
    return "/audit" + new Query().with("before", getEntry().number() + 1);
  }

  /**
   * One fact.
   *
   * @param address of what it names; empty where it names nothing
   */
  public record Fact(String name, String value, String address) {}
}
