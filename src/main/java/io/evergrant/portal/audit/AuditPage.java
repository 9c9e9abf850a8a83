package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditEntry;
import io.evergrant.domain.audit.AuditEventType;
import io.evergrant.domain.audit.Outcomes;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.Query;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.ShownZone;
import io.evergrant.portal.text.Times;
import io.evergrant.usecase.audit.ExportLog;
import io.evergrant.usecase.audit.SearchLog;
import io.evergrant.usecase.audit.SearchLog.Page;
import io.evergrant.usecase.audit.SearchLog.Tally;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.ReadProviders.WithGrants;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The log, newest first. */
@Named("auditPage")
@RequestScoped
public class AuditPage {
  private static final int SIZE = 50;

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private SearchLog log;
  @Inject private ExportLog chain;
  @Inject private ReadProviders providers;
  @Inject private ShownZone own;
  @Inject private Times times;

  private List<WithGrants> known = List.of();
  private Query filter = new Query();
  private Page page = new Page(List.of(), null, null);
  private ZoneId zone = ZoneOffset.UTC;
  private boolean understood;
  private AuditCount count = AuditCount.AT_ONCE;
  private @Nullable Tally tally;
  private @Nullable Histogram histogram;

  @PostConstruct
  void load() {
    known = providers.list(me.member());
    var asked =
        AuditFilter.of(
            here::choice, (written, in) -> log.read(me.member(), written, in), own.id(), SIZE);
    filter = asked.query();
    zone = asked.isOfAZone() ? asked.zone() : own.id();
    understood = asked.isUnderstood();
    if (!understood) {
      complain(asked);
      return;
    }
    var within = isSearchingOn() ? SearchLog.PATIENTLY : SearchLog.AT_ONCE;
    page = log.search(me.member(), asked.question(), SIZE, within);
    if (isFirst()) {
      count = AuditCount.of(here.parameter(AuditCount.PARAMETER));
      var counted = log.tally(me.member(), asked.question(), count.within());
      tally = counted;
      histogram = counted.marks().isEmpty() ? null : Histogram.of(counted.marks(), own.id());
    }
  }

  private void complain(AuditFilter asked) {
    if (!asked.mistaken().isEmpty()) {
      notes.say(Tone.BAD, text.of("audit.mistaken", String.join(", ", asked.mistaken())));
    }
    if (!asked.mistakes().isEmpty()) {
      var words = new MistakeWords(text);
      var sentences = asked.mistakes().stream().map(words::of).collect(Collectors.joining(" "));
      notes.say(Tone.BAD, text.of("ask.mistaken") + " " + sentences);
    }
  }

  /** Where not, nothing is answered, which is not the same as no answer. */
  public boolean isUnderstood() {
    return understood;
  }

  public List<AuditEntry> getRows() {
    return page.entries();
  }

  public List<WithGrants> getProviders() {
    return known;
  }

  public List<AuditEventType> getTypes() {
    return List.of(AuditEventType.values());
  }

  public List<String> getOutcomes() {
    return Outcomes.ALL;
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
    return !filter.toString().isEmpty();
  }

  /** In which a day, or a time without an offset, is meant: the own one until some is typed. */
  public String getZone() {
    return zone.getId();
  }

  /** Whether these are the newest answers. */
  public boolean isFirst() {
    return here.parameter("before").isEmpty();
  }

  private boolean isSearchingOn() {
    return !here.parameter("on").isEmpty();
  }

  /** How far the log is linked and signed, and where its checkpoints are. */
  public String getChain() {
    var standing = chain.standing(me.member());
    return text.of("audit.chain", Long.toString(standing.head()), Long.toString(standing.signed()))
        + " "
        + text.of(standing.outside() ? "audit.chain.outside" : "audit.chain.inside")
        + (standing.removed() == 0
            ? ""
            : " " + text.of("audit.chain.removed", Long.toString(standing.removed())));
  }

  /** Address of the same question as CSV: whatever exports a question begins here. */
  public String getCsv() {
    return "/audit.csv" + filter;
  }

  public String getNewest() {
    return "/audit" + filter;
  }

  /** Address of the page before; empty on the last, and where time was up. */
  public String getOlder() {
    return page.next() == null || page.searchedTo() != null
        ? ""
        : "/audit" + filter.copy().with("before", page.next());
  }

  /** How far back was searched before time was up; null where the page is whole. */
  public @Nullable Instant getSearchedTo() {
    return page.searchedTo();
  }

  /** Address of what is older than that, where more time is taken. */
  public String getSearchOn() {
    return "/audit" + filter.copy().with("before", page.next()).with("on", "1");
  }

  /** How many answers there are; empty where they were not counted. */
  public String getCount() {
    var counted = tally;
    if (counted == null) {
      return "";
    }
    return text.of(AuditCount.key(counted), counted.marks().size());
  }

  /** Address at which all of them are counted; empty where they are, or that would not help. */
  public String getCountWhole() {
    var counted = tally;
    var asks = counted == null ? understood && isSearchingOn() : count.leaves(counted);
    return asks ? "/audit" + filter.copy().with(AuditCount.PARAMETER, AuditCount.OF_ALL) : "";
  }

  /** The answers over time; null where there are none, or they were not counted. */
  public @Nullable AuditChart getChart() {
    return histogram == null ? null : AuditChart.of(histogram, filter);
  }

  /** What the picture shows, in words. */
  public String getChartWords() {
    var shown = Objects.requireNonNull(histogram);
    var counted = Objects.requireNonNull(tally);
    return text.with(
        counted.more() ? "audit.chart.newest" : "audit.chart.what",
        times.told(shown.bars().getFirst().from()),
        times.told(shown.bars().getLast().until()),
        shown.highest(),
        counted.marks().size());
  }

  /** Where to ask how many newer answers there are; empty where these are not the newest. */
  public String getNews() {
    var rows = page.entries();
    if (!isFirst() || (rows.isEmpty() && page.searchedTo() != null)) {
      return "";
    }
    var newest = rows.isEmpty() ? 0 : rows.getFirst().number();
    return "/audit/new" + filter.copy().with("since", newest);
  }
}
