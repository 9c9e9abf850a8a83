package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.audit.ExportLog;
import io.evergrant.usecase.audit.ReadAudit;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.ReadProviders.WithGrants;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The log, newest first. */
@Named("auditPage")
@RequestScoped
public class AuditPage {
  /** Outcome codes that the log can hold: those of refreshes, and a refused code exchange. */
  static final List<String> OUTCOMES =
      List.of(
          "renewed",
          "unchanged",
          "deferred",
          "consent_lost",
          "provider_refused",
          "unknown",
          "lost_race",
          "escrowed",
          "abandoned",
          "refused");

  private static final int SIZE = 50;

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ReadAudit log;
  @Inject private ExportLog chain;
  @Inject private ReadProviders providers;

  private List<AuditEntry> rows = List.of();
  private List<WithGrants> known = List.of();
  private String filter = "";
  private String older = "";

  @PostConstruct
  void load() {
    known = providers.list(me.member());
    var asked = AuditFilter.of(here::choice, SIZE + 1);
    filter = asked.query().toString();
    if (!asked.mistaken().isEmpty()) {
      notes.say(Tone.BAD, text.of("audit.mistaken", String.join(", ", asked.mistaken())));
      return;
    }
    var found = log.search(me.member(), asked.question());
    var more = found.size() > SIZE;
    rows = more ? found.subList(0, SIZE) : found;
    if (more) {
      older = "/audit" + asked.query().with("before", rows.get(rows.size() - 1).number());
    }
  }

  public List<AuditEntry> getRows() {
    return rows;
  }

  public List<WithGrants> getProviders() {
    return known;
  }

  public List<AuditEventType> getTypes() {
    return List.of(AuditEventType.values());
  }

  public List<String> getOutcomes() {
    return OUTCOMES;
  }

  /** In the order of their names. */
  public List<Map.Entry<String, String>> details(AuditEntry entry) {
    return List.copyOf(new TreeMap<>(entry.details()).entrySet());
  }

  public String cause(AuditEntry entry) {
    var details = entry.details();
    return details.getOrDefault("cause", details.getOrDefault("reason", ""));
  }

  public String parameter(String name) {
    return here.choice(name);
  }

  public boolean isFiltered() {
    return !filter.isEmpty();
  }

  /** How far the log is linked and signed, and where its checkpoints are. */
  public String getChain() {
    var standing = chain.standing(me.member());
    return text.of("audit.chain", Long.toString(standing.head()), Long.toString(standing.signed()))
        + " "
        + text.of(standing.outside() ? "audit.chain.outside" : "audit.chain.inside");
  }

  /** Address of the same question as CSV. */
  public String getCsv() {
    return "/audit.csv" + filter;
  }

  public String getNewest() {
    return "/audit" + filter;
  }

  /** Address of the page before; empty on the last. */
  public String getOlder() {
    return older;
  }
}
