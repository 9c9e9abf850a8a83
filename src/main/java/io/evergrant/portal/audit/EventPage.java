package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.QuestionText;
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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One event and all that it touches. */
@Named("eventPage")
@RequestScoped
public class EventPage {
  /** Facts that are the last part of a page's address. */
  private static final Map<String, String> PAGES =
      Map.of(
          "api_key", "/keys/",
          "consent_link", "/links/",
          "hand_over", "/hand-overs/",
          "only_provider", "/providers/",
          "webhook", "/webhooks/");

  /** Facts that a question can ask for, by the qualifier. */
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "escrowed_attempt", "attempt",
          "error", "error",
          "cause", "cause",
          "trigger", "trigger",
          "http_status", "status");

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
        .entrySet().stream()
            .map(fact -> new Fact(fact.getKey(), fact.getValue(), address(fact)))
            .toList();
  }

  private static String address(Map.Entry<String, String> fact) {
    var page = PAGES.get(fact.getKey());
    if (page != null) {
      return page + fact.getValue();
    }
    var qualifier = QUESTIONS.get(fact.getKey());
    return qualifier == null || fact.getValue().isEmpty() ? "" : asked(qualifier, fact.getValue());
  }

  /** The log of whoever did it. */
  public String getByActor() {
    return asked("actor", getEntry().actor());
  }

  public String getOfGrant() {
    return asked("grant", String.valueOf(getEntry().grant()));
  }

  public String getOfType() {
    return asked("type", getEntry().type().code());
  }

  /** The log from this event on back. */
  public String getFromHere() {
    return "/audit" + new Query().with("before", getEntry().number() + 1);
  }

  private static String asked(String qualifier, String value) {
    return "/audit" + new Query().with("q", qualifier + ":" + QuestionText.quoted(value));
  }

  /**
   * One fact.
   *
   * @param address of what it names; empty where it names nothing
   */
  public record Fact(String name, String value, String address) {}
}
